using System.Globalization;
using System.Text;

namespace IncidentBot.Incidents.Search;

/// <summary>A word of a text as search knows it.</summary>
/// <param name="Word">In small letters, without accents.</param>
/// <param name="Start">Where it stands in the text, in characters of C#.</param>
public readonly record struct TextWord(string Word, int Start, int Length)
{
    private const int LongestWord = 60;

    /// <summary>
    /// The runs of letters and digits, so that <c>connection_pool.exhausted</c> is three words in a row. Where a script
    /// puts no spaces between words, each character is a word: a phrase of them finds what was typed.
    /// </summary>
    public static IEnumerable<TextWord> In(string text)
    {
        var start = -1;
        for (var place = 0; place < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, place, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            var isOfWord = isWhole && IsOfWord(rune);
            var standsAlone = isOfWord && IsUnspaced(rune.Value);
            if (start >= 0 && (!isOfWord || standsAlone))
            {
                yield return Read(text, start, place - start);
                start = -1;
            }

            if (standsAlone)
                yield return Read(text, place, length);
            else if (isOfWord && start < 0)
                start = place;
            place += length;
        }

        if (start >= 0)
            yield return Read(text, start, text.Length - start);
    }

    /// <summary>Whether it is a character of a script without spaces, of which no beginning can be typed.</summary>
    public static bool IsCharacter(string word) => Rune.TryGetRuneAt(word, 0, out var rune) && IsUnspaced(rune.Value);

    private static TextWord Read(string text, int start, int length) =>
        new(Folded(text.AsSpan(start, Math.Min(length, LongestWord))), start, length);

    private static string Folded(ReadOnlySpan<char> word)
    {
        if (System.Text.Ascii.IsValid(word))
            return word.ToString().ToLowerInvariant();

        // A pair that was cut in half is no character.
        var whole = char.IsHighSurrogate(word[^1]) ? word[..^1] : word;
        var bare = string.Concat(whole.ToString().Normalize(NormalizationForm.FormKD).Where(letter => letter is < '\u0300' or > '\u036F'));
        return bare.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsUnspaced(int code) => code is
        (>= 0x0E00 and <= 0x0EFF) // Thai, Lao
        or (>= 0x1000 and <= 0x109F) // Burmese
        or (>= 0x1780 and <= 0x17FF) // Khmer
        or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) // Kana
        or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF); // Han
}
