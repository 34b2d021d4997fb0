using System.Globalization;
using System.Text;

namespace IncidentBot.Slack;

/// <summary>How the parts of a text are written for whoever reads it.</summary>
/// <param name="NameOf">The name behind an id, if it is known.</param>
/// <param name="PersonOf">What stands for a person, by id and the name that came along, in place of <c>@name</c>: the token of a command.</param>
/// <param name="IsAsTyped">Addresses as they were typed, not as links: for commands.</param>
public sealed record SlackReading(Func<string, string?> NameOf, Func<string, string?, string?>? PersonOf = null, bool IsAsTyped = false);

/// <summary>
/// Slack's wire forms become text that people read: tokens in angle brackets are taken apart first, entities after that.
/// In code only addresses are unwrapped. Source: docs.slack.dev "Formatting message text".
/// </summary>
public static class SlackText
{
    private static readonly (string Entity, char Letter)[] Entities = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')];

    public static bool HasWireForms(string text) => text.AsSpan().ContainsAny('<', '&');

    public static string Read(string text, SlackReading reading)
    {
        if (!HasWireForms(text))
            return Clean(text);

        var readable = new StringBuilder(text.Length);
        var code = new SlackCode(text);
        for (var at = 0; at < text.Length;)
            at += text[at] == '<' ? TakeToken(text, at, reading, code, readable) : TakePlain(text, at, readable);
        return Clean(readable.ToString());
    }

    /// <summary>The ids in a text whose names are needed to read it.</summary>
    public static IEnumerable<string> IdsIn(string text)
    {
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            if (TokenAt(text, at) is not { } token)
                continue;
            if (token[0] is '@' or '#')
                yield return SlackToken.Part(token[1..]);
            else if (token.StartsWith(SlackToken.Group, StringComparison.Ordinal))
                yield return SlackToken.Part(token[SlackToken.Group.Length..]);
        }
    }

    public static string Unescape(string text) => text.Contains('&', StringComparison.Ordinal)
        ? text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
        : text;

    /// <summary>NUL and halves of surrogate pairs, which cannot be stored, become U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal))
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        return clean.ToString();
    }

    /// <summary>Moments in Slack's date token that come without a fallback.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static int TakePlain(string text, int at, StringBuilder readable)
    {
        if (text[at] == '&')
        {
            var rest = text.AsSpan(at);
            foreach (var (entity, letter) in Entities)
            {
                if (!rest.StartsWith(entity, StringComparison.Ordinal))
                    continue;
                readable.Append(letter);
                return entity.Length;
            }
        }

        var next = text.AsSpan(at + 1).IndexOfAny('<', '&');
        var length = next < 0 ? text.Length - at : next + 1;
        readable.Append(text, at, length);
        return length;
    }

    private static int TakeToken(string text, int at, SlackReading reading, SlackCode code, StringBuilder readable)
    {
        if (TokenAt(text, at) is not { } token)
        {
            // Slack escapes every bracket that somebody typed: half a token is dropped rather than shown.
            if (at + 1 >= text.Length || text[at + 1] is not ('@' or '#' or '!' or '<'))
                readable.Append('<');
            return 1;
        }

        readable.Append(SlackToken.Read(token, reading, code.Holds(at)));
        return token.Length + 2;
    }

    /// <summary>What stands between the brackets, if it is a token: <c>&lt;T&gt;</c> that a program posted is text.</summary>
    private static string? TokenAt(string text, int at)
    {
        var length = text.AsSpan(at + 1).IndexOfAny('<', '>', '\n');
        if (length <= 0 || text[at + 1 + length] != '>')
            return null;

        var inside = text.AsSpan(at + 1, length);
        return inside[0] is '@' or '#' or '!' || (!char.IsWhiteSpace(inside[0]) && inside.ContainsAny(':', '|')) ? inside.ToString() : null;
    }
}
