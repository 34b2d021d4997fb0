using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>What keyboards and phones do to what people mean, in one place. It is used to read; text that stays text is never changed.</summary>
public static class Typed
{
    private const char EmojiSelector = '\uFE0F';

    /// <summary>
    /// Parts <c>event -&gt; action</c> at the first arrow outside quotes and backticks; both sides are trimmed.
    /// An arrow made of <c>-</c> or <c>=</c> needs white space or an end beside it, so that <c>pool-&gt;size</c> stays one.
    /// After is null where there is no arrow, or nothing behind it.
    /// </summary>
    public static (string Before, string? After) SplitArrow(string text)
    {
        var quotes = new Quotes(text);
        for (var index = 0; index < text.Length;)
        {
            if (quotes.TryReadInText(index, out var closed))
            {
                index = closed;
                continue;
            }

            var (end, isArrow) = ReadArrow(text, index);
            if (isArrow)
            {
                var after = text[end..].TrimStart(EmojiSelector).Trim();
                return (text[..index].Trim(), after.Length == 0 ? null : after);
            }

            index = end;
        }

        return (text.Trim(), null);
    }

    /// <summary>The plain character that is meant: full-width forms, digits of other scripts, unusual spaces and marks nobody sees.</summary>
    internal static char Plain(char typed) => typed switch
    {
        <= '~' => typed,
        >= '\uFF01' and <= '\uFF5E' => (char)(typed - '\uFF01' + '!'),
        '∶' => ':',
        '≈' or '∼' or '〜' => '~',
        '−' => '-',
        '٫' => '.',
        '٬' or '،' => ',',
        '؟' => '?',
        _ when char.IsDigit(typed) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(typed)),
        _ when char.IsWhiteSpace(typed) => ' ',
        _ when char.GetUnicodeCategory(typed) == UnicodeCategory.Format => ' ',
        _ => typed,
    };

    /// <summary>Without the spaces, and the marks nobody sees, at both ends.</summary>
    internal static string Trim(string typed)
    {
        var (begin, end) = (0, typed.Length);
        while (begin < end && char.IsWhiteSpace(Plain(typed[begin])))
            begin++;

        while (end > begin && char.IsWhiteSpace(Plain(typed[end - 1])))
            end--;

        return typed[begin..end];
    }

    internal static bool IsDash(char typed) => typed is '-' or '–' or '—' or '―' or '−';

    /// <summary>Where the name behind <c>--</c> begins; phones turn the two dashes into one long one. -1 where no option is marked.</summary>
    internal static int SkipOptionMark(string text, int index) =>
        index >= text.Length ? -1
        : text[index] is '–' or '—' ? index + 1
        : text[index] == '-' && index + 1 < text.Length && text[index + 1] == '-' ? index + 2
        : -1;

    private static (int End, bool IsArrow) ReadArrow(string text, int start)
    {
        if (text[start] is '→' or '⇒' or '⟶' or '➜' or '➡')
            return (start + 1, true);

        var end = start;
        while (end < text.Length && (text[end] == '=' || IsDash(text[end])))
            end++;

        if (end == start)
            return (start + 1, false);

        if (end == text.Length || text[end] != '>')
            return (end, false);

        end++;
        var standsFree = start == 0 || end == text.Length
            || char.IsWhiteSpace(text[start - 1]) || char.IsWhiteSpace(text[end]);
        return (end, standsFree);
    }
}
