using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>An incident in its channel, with what the bot's pages say of it.</summary>
/// <param name="Pages">Where the bot's pages are.</param>
/// <param name="Starter">Who types unless somebody else is named.</param>
/// <param name="Room">Where it was declared.</param>
/// <param name="Answer">What came back to the declaration.</param>
public sealed record StartedIncident(HttpClient Pages, FakePerson Starter, string Id, FakeChannel Room, FakeChannel Home, CommandAnswer Answer)
{
    /// <summary>Types a command in the incident's home; it must be understood.</summary>
    public async Task<CommandAnswer> CommandsAsync(string text, FakePerson? by = null)
    {
        var answer = await (by ?? Starter).CommandsAsync(Home, "/incident", text);
        Assert.True(answer is { Status: 200, IsForAll: true }, $"“{text}” was not done: {answer.Status} {answer.Text}");
        return answer;
    }

    public async Task CommandAllAsync(params IEnumerable<string> commands)
    {
        foreach (var command in commands)
            await CommandsAsync(command);
    }

    public Task<string> DraftAsync() => DocumentAsync("draft");

    public Task<string> FinishedAsync() => DocumentAsync("finished");

    /// <summary>The log, a line an event.</summary>
    public async Task<IReadOnlyList<JsonNode>> LogAsync() =>
        [.. (await RawLogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    public Task<string> RawLogAsync() => Pages.GetStringAsync(new Uri($"/incidents/{Id}/log.jsonl", UriKind.Relative), SlackWorld.Cancel);

    /// <summary>The details of one kind, in the order of recording.</summary>
    public async Task<IReadOnlyList<JsonNode>> LoggedAsync(string kind) =>
        [.. (await LogAsync()).Select(line => line["detail"]!).Where(detail => detail["kind"]!.GetValue<string>() == kind)];

    /// <summary>What people said, without the bot and the other apps.</summary>
    public async Task<IReadOnlyList<string?>> SaidAsync() =>
        [.. (await LoggedAsync("message")).Where(detail => detail["fromBot"]?.GetValue<bool>() != true).Select(detail => detail["text"]?.GetValue<string>())];

    /// <summary>The rows of the document's timeline, each as its cells.</summary>
    public async Task<IReadOnlyList<string>> TimelineAsync()
    {
        var lines = (await FinishedAsync()).Split('\n').SkipWhile(line => !line.EndsWith("# Timeline", StringComparison.Ordinal)).Skip(1);
        return [.. lines.TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).Select(Cells)];
    }

    /// <summary>Reads until the timeline holds a row with these words.</summary>
    public Task<string> RowAsync(string words) => Eventually.GetAsync(async () =>
        (await TimelineAsync()).FirstOrDefault(row => row.Contains(words, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No row says “{words}”: {string.Join(" // ", await TimelineAsync())}"), SlackWorld.Cancel);

    private Task<string> DocumentAsync(string form) =>
        Pages.GetStringAsync(new Uri($"/incidents/{Id}/postmortem.md?form={form}", UriKind.Relative), SlackWorld.Cancel);

    private static string Cells(string row) => string.Join(" | ", row.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries));
}
