using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>A message that somebody pointed at, as Teams hands it over: also one that the bot never received.</summary>
public static partial class TeamsPayload
{
    private const int LongestContent = 200_000;

    /// <param name="appId">Whose own messages are nobody's to keep.</param>
    /// <returns>Nothing where it is no message of somebody's.</returns>
    public static MessageEvent? Read(TeamsSender sender, JsonElement payload, string appId)
    {
        if (SourceOf(sender, payload) is not { } source || payload.TextAt("deletedDateTime") is not null || Author(sender, payload.At("from")) is not { } author || author.IsOf(appId))
            return null;
        if (!DateTimeOffset.TryParse(payload.TextAt("createdDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return null;

        return new MessageEvent(EventKeys.Message(source), source, author.Person, at, TimeZoneInfo.Utc, new MessagePosted(Text(payload.At("body")), author.IsApp));
    }

    /// <summary>Where the message stands, whosever it is.</summary>
    public static EventSource? SourceOf(TeamsSender sender, JsonElement payload) => payload.TextAt("id") is { Length: > 0 and < 100 } id
        ? new EventSource(ConversationOf(sender, payload.TextAt("replyToId") is { Length: > 0 } root ? root : id), id, null, LinkIn(payload))
        : null;

    /// <summary>What Teams' HTML says.</summary>
    public static string Text(JsonElement body)
    {
        var content = body.TextAt("content") ?? "";
        content = content.Length <= LongestContent ? content : content[..LongestContent];
        if (body.TextAt("contentType") != "html")
            return content.Trim();

        var text = Invisible().Replace(content, "").ReplaceLineEndings(" ");
        text = Emoji().Replace(text, match => match.Groups["alt"].Value);
        text = Mention().Replace(text, match => "@" + match.Groups["name"].Value);
        text = LineEnd().Replace(text, "\n");
        text = WebUtility.HtmlDecode(Tag().Replace(text, "")).Replace('\u00A0', ' ').Replace('\0', '\uFFFD');
        return string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();
    }

    private static Conversation ConversationOf(TeamsSender sender, string root) => sender.ConversationId.EndsWith("@thread.tacv2", StringComparison.Ordinal)
        ? TeamsAddress.Conversation(sender.Tenant, TeamsPlaces.ThreadOf(sender.ConversationId, root))
        : sender.Conversation;

    private static PayloadAuthor? Author(TeamsSender sender, JsonElement from)
    {
        var (user, app) = (from.At("user"), from.At("application"));
        if (user.TextAt("id") is { Length: > 0 and < 100 } id)
            return new PayloadAuthor(new Person(TeamsAddress.Of(sender.Tenant, id), user.TextAt("displayName") ?? id), IsApp: false);

        return app.TextAt("id") is { Length: > 0 and < 100 } program
            ? new PayloadAuthor(new Person(TeamsAddress.Of(sender.Tenant, program), app.TextAt("displayName") ?? program), IsApp: true)
            : null;
    }

    private static string? LinkIn(JsonElement payload) => payload.TextAt("linkToMessage") is { Length: < 2000 } link && link.StartsWith("https://", StringComparison.Ordinal) ? link : null;

    private sealed record PayloadAuthor(Person Person, bool IsApp)
    {
        public bool IsOf(string appId) => IsApp && appId.Length > 0 && Person.Id.EndsWith("/" + appId, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex("<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex Invisible();

    [GeneratedRegex("<(?:emoji|img)\\b[^>]*?\\balt=\"(?<alt>[^\"]*)\"[^>]*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Emoji();

    [GeneratedRegex("<at\\b[^>]*>(?<name>[^<]*)</at>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Mention();

    [GeneratedRegex("<br\\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote|pre)\\s*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LineEnd();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
