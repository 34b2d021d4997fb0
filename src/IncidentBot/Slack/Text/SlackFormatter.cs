using System.Globalization;
using System.Text;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>
/// Writes what the bot says as mrkdwn. The three characters that mean something to Slack are escaped once; what people
/// typed pings nobody, hides no link and sets no markup. Source: docs.slack.dev "Formatting message text".
/// </summary>
public static class SlackFormatter
{
    /// <summary>Slack cuts a text here, in characters after escaping.</summary>
    public const int Longest = 40_000;

    /// <summary>Invisible; keeps a character from being read as markup.</summary>
    private const char Nothing = '\u200B';

    public static string Write(BotText text)
    {
        var written = new StringBuilder();
        var isCode = false;
        foreach (var part in text.Parts)
        {
            written.Append(Write(part, isCode));
            if (part is Wording wording)
                isCode ^= wording.Text.Count(letter => letter == '`') % 2 == 1;
        }

        return SlackCut.To(Longest, written.ToString());
    }

    public static string Escape(string text) => SlackText.Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Write(TextPart part, bool isCode) => part switch
    {
        // Our own words hold <angle brackets> where a command's form is shown.
        Wording wording => Escape(wording.Text),
        Quoted quoted => Escape(WithoutMarkup(quoted.Text, isCode)),
        Mentioned mentioned => SlackAddress.UserOf(mentioned.PersonId) is { } user ? $"<@{user}>" : Escape(WithoutMarkup("@" + mentioned.Name, isCode)),
        ChannelNamed { Conversation.Platform: SlackPlatform.Slack } channel => $"<#{channel.Conversation.Channel}>",
        ChannelNamed channel => Escape(WithoutMarkup("#" + channel.Name, isCode)),
        Linked linked => Link(linked),
        TimeShown time => Time(time.At),
        _ => "",
    };

    private static string WithoutMarkup(string text, bool isCode)
    {
        if (!text.AsSpan().ContainsAny("*_~`>"))
            return text;

        var harmless = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length; at++)
        {
            // A quote begins at the line's first character, all other markup before a visible one.
            if (!isCode && text[at] == '>' && (at == 0 || text[at - 1] == '\n'))
                harmless.Append(Nothing);
            harmless.Append(text[at]);
            if (isCode ? text[at] == '`' : MayBeMarkup(text, at))
                harmless.Append(Nothing);
        }

        return harmless.ToString();
    }

    private static bool MayBeMarkup(string text, int at) => text[at] switch
    {
        '`' => true,
        '*' or '_' or '~' => !IsWord(text, at - 1) || !IsWord(text, at + 1),
        _ => false,
    };

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    private static string Link(Linked linked)
    {
        if (!Uri.TryCreate(linked.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return Escape(WithoutMarkup(linked.Label, isCode: false));

        var address = linked.Url.Replace("|", "%7C", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal).ReplaceLineEndings("");
        return $"<{Escape(address)}|{Escape(WithoutMarkup(linked.Label.ReplaceLineEndings(" "), isCode: false))}>";
    }

    private static string Time(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"<!date^{at.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|{SlackText.Moment(at)}>");
}
