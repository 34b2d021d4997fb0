using System.Net;

namespace IncidentBot.Teams;

/// <summary>Takes HTML apart, well-formed or not.</summary>
internal static class HtmlReader
{
    public static IEnumerable<HtmlPart> Parts(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var next = NextTag(html, at);
            if (next > at)
                yield return new HtmlPart(null, false, html[at..next]);
            if (next == html.Length)
                yield break;

            var end = EndOf(html, next);
            if (html[next + 1] != '!')
                yield return Tag(html[(next + 1)..end]);
            at = Math.Min(html.Length, end + (html[next + 1] == '!' && html.AsSpan(next).StartsWith("<!--") ? 3 : 1));
        }
    }

    /// <param name="tag">What stands between the brackets.</param>
    public static string? AttributeOf(string tag, string name)
    {
        for (var at = tag.IndexOf(' ', StringComparison.Ordinal); at >= 0 && at < tag.Length;)
        {
            while (at < tag.Length && (char.IsWhiteSpace(tag[at]) || tag[at] == '/'))
                at++;
            var begin = at;
            while (at < tag.Length && tag[at] is not '=' && !char.IsWhiteSpace(tag[at]))
                at++;
            var isIt = tag.AsSpan(begin, at - begin).Equals(name, StringComparison.OrdinalIgnoreCase);
            var value = ValueAt(tag, ref at);
            if (isIt)
                return WebUtility.HtmlDecode(value);
        }

        return null;
    }

    private static string ValueAt(string tag, ref int at)
    {
        if (at >= tag.Length || tag[at] != '=')
            return "";

        at++;
        var quote = at < tag.Length && tag[at] is '"' or '\'' ? tag[at] : '\0';
        var begin = quote == '\0' ? at : at + 1;
        var length = quote == '\0' ? tag.AsSpan(begin).IndexOfAny(' ', '\n', '\t') : tag.AsSpan(begin).IndexOf(quote);
        var end = length < 0 ? tag.Length : begin + length;
        at = Math.Min(tag.Length, quote == '\0' ? end : end + 1);
        return tag[begin..end];
    }

    /// <summary>A bracket that no tag begins with is text.</summary>
    private static int NextTag(string html, int from)
    {
        for (var at = html.IndexOf('<', from); at >= 0; at = html.IndexOf('<', at + 1))
        {
            if (at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!'))
                return at;
        }

        return html.Length;
    }

    /// <summary>Where the tag ends; brackets in quotes do not end it.</summary>
    private static int EndOf(string html, int begin)
    {
        if (html.AsSpan(begin).StartsWith("<!--"))
            return html.IndexOf("-->", begin, StringComparison.Ordinal) is var comment and >= 0 ? comment : html.Length;

        var quote = '\0';
        for (var at = begin + 1; at < html.Length; at++)
        {
            if (quote != '\0')
                quote = html[at] == quote ? '\0' : quote;
            else if (html[at] == '>')
                return at;
            else if (html[at] is '"' or '\'' && html[at - 1] == '=')
                quote = html[at];
        }

        return html.Length;
    }

    private static HtmlPart Tag(string inside)
    {
        var isEnd = inside.StartsWith('/');
        var name = isEnd ? inside[1..] : inside;
        var length = name.AsSpan().IndexOfAny(" \t\r\n/");
        return new HtmlPart((length < 0 ? name : name[..length]).ToLowerInvariant(), isEnd, inside.ReplaceLineEndings(" "));
    }
}
