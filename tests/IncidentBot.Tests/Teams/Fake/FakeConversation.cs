using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Teams.Fake;

/// <param name="Kind">personal, groupChat or channel.</param>
internal sealed record FakeConversation(string Id, string Kind)
{
    private static long _moment = 1_705_329_000_000;

    public ConcurrentDictionary<string, FakeActivity> Activities { get; } = new();

    public ConcurrentQueue<FakeActivity> InOrder { get; } = new();

    /// <summary>Why the bot may not write there: <c>BotNotInConversationRoster</c>.</summary>
    public string? Refuses { get; set; }

    public IReadOnlyList<FakeActivity> Said => [.. InOrder];

    public FakeActivity Add(JsonObject activity, string by, string? onlyFor = null)
    {
        var added = new FakeActivity(NextId(), by, onlyFor) { Content = activity };
        Activities[added.Id] = added;
        InOrder.Enqueue(added);
        return added;
    }

    public static string NextId() => Interlocked.Increment(ref _moment).ToString(CultureInfo.InvariantCulture);
}

internal sealed record FakeActivity(string Id, string By, string? OnlyFor)
{
    public required JsonObject Content { get; set; }

    public int Edits { get; set; }

    public JsonObject? Card => Content["attachments"]?[0]?["content"]?.AsObject();

    /// <summary>All that it says, as it was written.</summary>
    public string Words => (string?)Content["text"] ?? string.Join('\n', FakeCardRules.WordsIn(Card));
}
