using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Where what is posted to a <c>response_url</c> goes.</summary>
/// <param name="Source">The message whose button was pressed: it can be replaced and deleted.</param>
internal sealed record ResponseContext(FakeChannel Channel, FakeUser User, FakeMessage? Source);

/// <summary>The <c>response_url</c> of each command and press: what takes longer than Slack waits may be said there, five times in half an hour.</summary>
internal sealed class ResponseAddresses(FakeSlack slack, TimeProvider clock)
{
    public const string Prefix = "/commands/";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, ResponseAddress> _open = new();

    public ResponseAddress Open(ResponseContext context)
    {
        var key = Guid.NewGuid().ToString("N");
        return _open[key] = new ResponseAddress(Prefix + key, context, clock.GetUtcNow() + Life);
    }

    public async Task<IResult> TakeAsync(string key, HttpRequest request)
    {
        if (!_open.TryGetValue(key, out var address))
            return Refused("invalid_url", StatusCodes.Status404NotFound);
        if (clock.GetUtcNow() > address.EndsAt)
            return Refused("expired_url", StatusCodes.Status404NotFound);
        if (!address.TakeUse())
            return Refused("used_url", StatusCodes.Status404NotFound);
        if (!request.HasJsonContentType())
            return Refused("invalid_payload", StatusCodes.Status400BadRequest);

        using var reader = new StreamReader(request.Body);
        try
        {
            var body = JsonNode.Parse(await reader.ReadToEndAsync()) as JsonObject ?? throw new SlackError("invalid_payload");
            var message = slack.Shown.Show(address.Context, body);
            address.Answered(CommandAnswer.Of(StatusCodes.Status200OK, body, message));
            return Results.Text("ok");
        }
        catch (SlackError refused)
        {
            return Refused(refused.Code, StatusCodes.Status400BadRequest);
        }
        catch (JsonException)
        {
            return Refused("invalid_payload", StatusCodes.Status400BadRequest);
        }
    }

    private IResult Refused(string code, int status)
    {
        slack.Log(new LoggedCall("response_url", new Dictionary<string, string>(), code));
        return Results.Text(code, statusCode: status);
    }
}

internal sealed class ResponseAddress(string path, ResponseContext context, DateTimeOffset endsAt)
{
    private const int MostUses = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<CommandAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _uses;

    public string Path => path;

    public ResponseContext Context => context;

    public DateTimeOffset EndsAt => endsAt;

    public Task<CommandAnswer> AnswerAsync() => _answer.Task.WaitAsync(Longest);

    public bool TakeUse() => Interlocked.Increment(ref _uses) <= MostUses;

    public void Answered(CommandAnswer answer) => _answer.TrySetResult(answer);
}
