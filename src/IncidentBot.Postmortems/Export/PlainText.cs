using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Postmortems.Export;

/// <summary>What a piece of a parsed document says, without its marks.</summary>
internal static class PlainText
{
    public static string Of(ContainerInline? inline) =>
        inline is null ? "" : string.Concat(inline.Descendants<LeafInline>().Select(Of)).Trim();

    public static string Of(LeafInline part) => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        HtmlInline => " ",
        _ => "",
    };

    public static int LongestWord(string text)
    {
        var (longest, length) = (0, 0);
        foreach (var letter in text)
        {
            length = char.IsWhiteSpace(letter) ? 0 : length + 1;
            longest = Math.Max(longest, length);
        }
        return longest;
    }
}
