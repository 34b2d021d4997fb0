using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IncidentBot.Tests.Scenarios;

/// <summary>An incident in its home, with what the bot's pages say of it.</summary>
/// <param name="Room">Where it was declared.</param>
/// <param name="Answer">What came back to the declaration.</param>
public sealed partial record ChatIncident(IChat Chat, string Id, Place Room, Place Home, Answer Answer)
{
    public const string Ada = "Ada Lovelace";
    public const string Grace = "Grace Hopper";

    /// <summary>Who lives in Nepal, in every chat.</summary>
    public const string PersonOfNepal = "Kiri Nepali";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IShown Card => Chat.CardIn(Home) ?? throw new InvalidOperationException($"{Id} has no card.");

    public static async Task<ChatIncident> StartAsync(IChat chat, string title, string by = Ada)
    {
        var room = chat.NewRoom();
        var answer = await chat.CommandAsync(room, by, "start " + title);
        var id = IdIn(answer);
        var home = await Eventually.GetAsync(
            async () => (await chat.Bot.Services.GetRequiredService<IncidentStore>().FindAsync(new IncidentId(id), Cancel))?.Incident.Home is { } home
                ? new Place(home.Channel)
                : throw new TimeoutException($"{id} has no home."), Cancel);
        await Eventually.TrueAsync(() => chat.CardIn(home) is not null, $"{id} has a card in its home", Cancel);
        return new ChatIncident(chat, id, room, home, answer);
    }

    public static string IdIn(Answer answer) =>
        AnyId().Match(answer.Text) is { Success: true } match ? match.Value : throw new InvalidOperationException($"No incident was started: {answer}");

    public Task<Answer> CommandAsync(string command, string by = Ada) => Chat.CommandAsync(Home, by, command);

    public async Task DoAsync(params IEnumerable<string> commands)
    {
        foreach (var command in commands)
            await Chat.DoAsync(Home, Ada, command);
    }

    public Task DoAsAsync(string by, string command) => Chat.DoAsync(Home, by, command);

    public Task<Words> SayAsync(string by, string text, int deliveries = 1) => Chat.SayAsync(Home, by, text, deliveries);

    /// <summary>Waits until the bot says this in the home.</summary>
    public async Task<IShown> HearsAsync(string words)
    {
        await Eventually.TrueAsync(() => Chat.SaidIn(Home).Any(said => said.Text.Contains(words, StringComparison.Ordinal)), $"the bot says “{words}”", Cancel);
        return Chat.SaidIn(Home).First(said => said.Text.Contains(words, StringComparison.Ordinal));
    }

    public Task<string> DraftAsync() => PageAsync("postmortem.md?form=draft");

    public Task<string> FinishedAsync() => PageAsync("postmortem.md?form=finished");

    public Task<string> RawLogAsync() => PageAsync("log.jsonl");

    /// <summary>The log, a line an event.</summary>
    public async Task<IReadOnlyList<JsonNode>> LogAsync() =>
        [.. (await RawLogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    /// <summary>The details of one kind, in the order of recording.</summary>
    public async Task<IReadOnlyList<JsonNode>> LoggedAsync(string kind) =>
        [.. (await LogAsync()).Select(line => line["detail"]!).Where(detail => (string?)detail["kind"] == kind)];

    /// <summary>What people said, without the bot and other apps.</summary>
    public async Task<IReadOnlyList<string?>> SaidAsync() =>
        [.. (await LoggedAsync("message")).Where(detail => detail["fromBot"]?.GetValue<bool>() != true).Select(detail => (string?)detail["text"])];

    /// <summary>The rows of the document's timeline, each as its cells.</summary>
    public async Task<IReadOnlyList<string>> TimelineAsync()
    {
        var lines = (await FinishedAsync()).Split('\n').SkipWhile(line => !line.EndsWith("# Timeline", StringComparison.Ordinal)).Skip(1);
        return [.. lines.TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).Select(Cells)];
    }

    /// <summary>Reads until the timeline holds a row with these words.</summary>
    public Task<string> RowAsync(string words) => Eventually.GetAsync(async () =>
        (await TimelineAsync()).FirstOrDefault(row => row.Contains(words, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No row says “{words}”: {string.Join(" // ", await TimelineAsync())}"), Cancel);

    /// <summary>Reads until no row of the timeline holds these words.</summary>
    public Task<bool> NoRowAsync(string words) => Eventually.GetAsync(async () =>
        (await TimelineAsync()).All(row => !row.Contains(words, StringComparison.Ordinal)) ? true : throw new InvalidOperationException($"A row says “{words}”."), Cancel);

    private Task<string> PageAsync(string page) => Chat.Bot.Http.GetStringAsync(new Uri($"/incidents/{Id}/{page}", UriKind.Relative), Cancel);

    private static string Cells(string row) => string.Join(" | ", row.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"INC-\d{4}-\d{4}-\d{4}(-\d+)?")]
    private static partial Regex AnyId();
}
