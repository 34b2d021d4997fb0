using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>The <c>response_url</c> of each command: what takes longer than Slack waits may be said there, five times.</summary>
internal sealed class ResponseAddresses
{
    public const string Prefix = "/commands/";

    private readonly ConcurrentDictionary<string, ResponseAddress> _open = new();

    public ResponseAddress Open()
    {
        var key = Guid.NewGuid().ToString("N");
        return _open[key] = new ResponseAddress(Prefix + key);
    }

    public async Task<IResult> TakeAsync(string key, HttpRequest request)
    {
        if (!_open.TryGetValue(key, out var address) || !address.TakeUse())
            return Results.Text("used_url", statusCode: StatusCodes.Status404NotFound);
        if (!request.HasJsonContentType())
            return Results.Text("invalid_payload", statusCode: StatusCodes.Status400BadRequest);

        using var reader = new StreamReader(request.Body);
        address.Answered(CommandAnswer.Read(StatusCodes.Status200OK, await reader.ReadToEndAsync()));
        return Results.Text("ok");
    }
}

internal sealed class ResponseAddress(string path)
{
    private const int MostUses = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<CommandAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _uses;

    public string Path => path;

    public Task<CommandAnswer> AnswerAsync() => _answer.Task.WaitAsync(Longest);

    public bool TakeUse() => Interlocked.Increment(ref _uses) <= MostUses;

    public void Answered(CommandAnswer answer) => _answer.TrySetResult(answer);
}
