using System.Text;

namespace IncidentBot.Teams;

/// <summary>
/// Keeps what people typed from being read as markup, once. A card's text knows strong, slanted, lists and links; a
/// message's knows more, and HTML entities too. Source: "Format cards in Teams", "Format your bot messages".
/// </summary>
/// <param name="isCard">Where entities are not decoded, and <c>&lt;at&gt;</c> alone means something.</param>
public sealed class TeamsEscape(bool isCard)
{
    /// <summary>Invisible; keeps a bracket from being read as a mention's.</summary>
    private const char Nothing = '\u200B';

    public string Quoted(string text, bool isCode) => isCode ? Code(text) : Lines(Escape(text.ReplaceLineEndings("\n"), isQuoted: true));

    /// <summary>Our own words mark strong and code themselves; nothing else in them is markup.</summary>
    public string Wording(string text, bool isCode) => isCode ? Code(text) : Lines(Escape(text, isQuoted: false));

    /// <summary>A name within a mention: it must stand there as in the mention's entity, so it holds no marks at all.</summary>
    public static string Name(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.ReplaceLineEndings(" "))
            plain.Append(letter is '*' or '_' or '[' or ']' or '`' or '~' or '\\' or '|' || char.IsControl(letter) ? ' ' : letter);
        return Xml(string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static string Xml(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private string Escape(string text, bool isQuoted)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '<' or '>' or '&')
                escaped.Append(Bracket(text, at));
            else if (IsMarkup(text, at) || (isQuoted && BeginsBlock(text, at)))
                escaped.Append('\\').Append(letter);
            else
                escaped.Append(letter);
        }

        return escaped.ToString();
    }

    private string Bracket(string text, int at)
    {
        if (!isCard)
            return text[at] switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" };

        return text[at] == '<' && IsMention(text, at) ? $"<{Nothing}" : text[at].ToString();
    }

    private static bool IsMarkup(string text, int at) => text[at] switch
    {
        '\\' or '`' or '[' or ']' or '*' or '~' => true,
        // Alone of the marks it means nothing within a word: tenant_id stays readable where an escape is not understood.
        '_' => !IsWord(text, at - 1) || !IsWord(text, at + 1),
        _ => false,
    };

    /// <summary>What makes a heading, a list or a line at the beginning of a line. A bracket that quotes is an entity in messages, and nothing in cards.</summary>
    private static bool BeginsBlock(string text, int at)
    {
        if (text[at] is not ('#' or '-' or '+' or '=' or '.' or ')'))
            return false;

        var begin = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        var before = at <= 0 ? "" : text.AsSpan(Math.Min(begin, at), at - Math.Min(begin, at)).Trim();
        return text[at] is '.' or ')' ? before.Length is > 0 and < 10 && !before.ContainsAnyExceptInRange('0', '9') : before.IsEmpty;
    }

    private static string Code(string text)
    {
        var code = text.Replace('`', '\'').ReplaceLineEndings(" ");
        for (var at = code.IndexOf('<', StringComparison.Ordinal); at >= 0; at = code.IndexOf('<', at + 1))
        {
            if (IsMention(code, at))
                code = code.Insert(at + 1, Nothing.ToString());
        }

        return code;
    }

    private static bool IsMention(string text, int at) =>
        text.AsSpan(at + 1).TrimStart('/').TrimStart().StartsWith("at", StringComparison.OrdinalIgnoreCase);

    /// <summary>A single line end is none in either.</summary>
    private static string Lines(string text) => text.Replace("\n", "\n\n", StringComparison.Ordinal);

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
