using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Writes what the bot says as an activity: a card where something can be pressed, a message else. Never both in one: Teams would make two of it, and tell the id of neither.</summary>
public static class TeamsContent
{
    /// <summary>Teams counts UTF-16 and refuses from about 50,000 on.</summary>
    public const int LongestMessage = 30_000;

    private const int LongestSummary = 200;

    private static readonly Dictionary<string, TeamsPerson> Nobody = [];

    /// <param name="people">Who can be mentioned, by the person's id.</param>
    public static JsonObject Activity(BotText text, IReadOnlyDictionary<string, TeamsPerson> people) =>
        text.Parts.Any(part => part is Offered or OfferedChoice) ? Card(text, people) : Message(text, people);

    /// <summary>For what is going to be a card, though there is nothing to press yet.</summary>
    public static JsonObject Card(BotText text, IReadOnlyDictionary<string, TeamsPerson> people) => new()
    {
        ["type"] = "message",
        // What a notification shows of it.
        ["summary"] = Summary(text),
        ["attachments"] = new JsonArray(Attachment(TeamsCard.Write(text, people))),
    };

    public static JsonObject Attachment(JsonObject card) => new() { ["contentType"] = TeamsCard.ContentType, ["content"] = card };

    /// <summary>As a message's words, without mentions: for whoever pressed something.</summary>
    public static string Words(BotText text) => new TeamsText(isCard: false, Nobody).Write(text, LongestMessage).Trim();

    private static JsonObject Message(BotText text, IReadOnlyDictionary<string, TeamsPerson> people)
    {
        var writer = new TeamsText(isCard: false, people);
        var words = writer.Write(text, LongestMessage);
        var message = new JsonObject { ["type"] = "message", ["textFormat"] = "markdown", ["text"] = words };
        if (writer.MentionsIn(words) is { Count: > 0 } mentions)
            message["entities"] = mentions;
        return message;
    }

    private static string Summary(BotText text)
    {
        var plain = string.Join(' ', text.ToPlainText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return plain.Length <= LongestSummary ? plain : plain[..(char.IsHighSurrogate(plain[LongestSummary - 2]) ? LongestSummary - 2 : LongestSummary - 1)] + "…";
    }
}
