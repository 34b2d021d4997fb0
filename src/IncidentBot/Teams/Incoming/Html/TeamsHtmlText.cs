using System.Net;

namespace IncidentBot.Teams;

/// <summary>The HTML that Teams' own editor makes, as text that people read.</summary>
public sealed class TeamsHtmlText
{
    /// <summary>Deeper than people nest; beyond it an element is only its text.</summary>
    private const int Deepest = 24;

    private const string Cell = "td";

    private readonly Stack<HtmlFrame> _frames = new();
    private readonly Stack<(bool IsNumbered, int Count)> _lists = new();
    private readonly Func<int, string?> _mentionAt;
    private string? _hidden;

    private TeamsHtmlText(Func<int, string?> mentionAt)
    {
        _mentionAt = mentionAt;
        _frames.Push(new HtmlFrame("", true, text => text));
    }

    private HtmlFrame Top => _frames.Peek();

    /// <param name="mentionAt">What stands for the mention of that number, from 0.</param>
    public static string Read(string html, Func<int, string?>? mentionAt = null)
    {
        var reading = new TeamsHtmlText(mentionAt ?? (_ => null));
        foreach (var part in HtmlReader.Parts(html))
            reading.Take(part);
        while (reading._frames.Count > 1)
            reading.Close();
        return Tidy(reading.Top.Finish());
    }

    /// <summary>The pictures in it; emoji are none.</summary>
    public static IEnumerable<(string Name, string Url)> PicturesIn(string html) =>
        from part in HtmlReader.Parts(html)
        where part.Tag == "img" && !part.IsEnd && !IsEmoji(part) && part["src"] is { Length: > 0 }
        select (part["alt"] is { Length: > 0 and < 100 } alt ? alt : "picture", part["src"]!);

    private void Take(HtmlPart part)
    {
        if (_hidden is not null)
            _hidden = part.IsEnd && part.Tag == _hidden ? null : _hidden;
        else if (part.Tag is null)
            Top.Write(WebUtility.HtmlDecode(part.Text).Replace("\u200B", "", StringComparison.Ordinal));
        else if (part.IsEnd)
            End(part.Tag);
        else
            Begin(part);
    }

    private void Begin(HtmlPart part)
    {
        switch (part.Tag)
        {
            case "br":
                Top.BreakLine();
                break;
            case "img" or "emoji":
                Top.Put(IsEmoji(part) ? part["alt"] ?? "" : "");
                break;
            case "script" or "style":
                _hidden = part.Tag;
                break;
            case "ul" or "ol":
                Top.BeginLine();
                _lists.Push((part.Tag == "ol", 0));
                break;
            case "li":
                BeginItem();
                break;
            case "td" or "th":
                BeginCell();
                break;
            case "tr" or "table":
                CloseCell();
                Top.BeginLine();
                break;
            case "p" or "div" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "hr":
                Top.BeginLine();
                break;
            default:
                Gather(part);
                break;
        }
    }

    private void End(string tag)
    {
        if (tag is "td" or "th" or "tr" or "table")
            CloseCell();
        if (tag is "p" or "div" or "tr" or "table" or "li" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6")
            Top.BeginLine();
        else if (tag is "ul" or "ol" && _lists.Count > 0)
            _lists.Pop();
        else if (_frames.Any(frame => frame.Tag == tag))
        {
            while (Top.Tag != tag)
                Close();
            Close();
        }
    }

    private void Gather(HtmlPart part)
    {
        if (_frames.Count < Deepest && FrameOf(part) is { } frame)
        {
            if (frame.IsBlock)
                Top.BeginLine();
            _frames.Push(frame);
        }
    }

    private HtmlFrame? FrameOf(HtmlPart part) => part.Tag switch
    {
        "blockquote" => new HtmlFrame("blockquote", true, Quote),
        "pre" or "codeblock" when !Top.IsVerbatim => new HtmlFrame(part.Tag, true, text => $"```\n{text.Trim('\n')}\n```") { IsVerbatim = true },
        "code" when !Top.IsVerbatim => new HtmlFrame("code", false, Code) { IsVerbatim = true },
        "a" => new HtmlFrame("a", false, text => Link(text, part["href"])) { IsVerbatim = Top.IsVerbatim },
        "at" => new HtmlFrame("at", false, text => Mentioned(part["id"], text)),
        // Every span is gathered, so that each end finds its own beginning.
        "span" when part["itemtype"]?.EndsWith("/Mention", StringComparison.OrdinalIgnoreCase) == true => new HtmlFrame("span", false, text => Mentioned(part["itemid"], text)),
        "span" => new HtmlFrame("span", false, text => text) { IsVerbatim = Top.IsVerbatim },
        _ => null,
    };

    private void Close()
    {
        var frame = _frames.Pop();
        var text = frame.Finish();
        if (frame is { Tag: "span", IsVerbatim: false } && text.StartsWith('\n'))
            Top.BeginLine();
        Top.Put(text);
        if (frame.IsBlock)
            Top.BeginLine();
    }

    /// <summary>A cell is one line, whatever stands in it.</summary>
    private void BeginCell()
    {
        CloseCell();
        Top.BeginCell();
        if (_frames.Count < Deepest)
            _frames.Push(new HtmlFrame(Cell, false, text => string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));
    }

    private void CloseCell()
    {
        if (Top.Tag == Cell)
            Close();
    }

    private void BeginItem()
    {
        Top.BeginLine();
        if (!_lists.TryPop(out var list))
            list = (false, 0);
        _lists.Push(list with { Count = list.Count + 1 });
        Top.Put(new string(' ', 2 * Math.Min(8, _lists.Count - 1)) + (list.IsNumbered ? $"{list.Count + 1}. " : "- "));
    }

    private string Mentioned(string? number, string text) => (int.TryParse(number, out var index) ? _mentionAt(index) : null) ?? "@" + text.Trim();

    private static string Code(string text) => text.Contains('\n', StringComparison.Ordinal) ? $"```\n{text.Trim('\n')}\n```" : text.Length == 0 ? "" : $"`{text}`";

    private static string Quote(string text) => string.Join('\n', Tidy(text).Split('\n').Select(line => $"> {line}".TrimEnd()));

    /// <summary>Where it leads stands behind it, unless it says so itself.</summary>
    private static string Link(string text, string? address)
    {
        var words = text.Trim();
        if (address is null || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return text;

        return words.Length == 0 || IsSame(words, address) ? address : $"{words} ({address})";
    }

    private static bool IsSame(string words, string address) =>
        words.TrimEnd('/').Equals(address.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        || address.TrimEnd('/').EndsWith("://" + words.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static bool IsEmoji(HtmlPart part) =>
        part.Tag == "emoji"
        || part["itemtype"]?.EndsWith("/Emoji", StringComparison.OrdinalIgnoreCase) == true
        || part["class"]?.Contains("emoji", StringComparison.OrdinalIgnoreCase) == true
        || part["alt"] is { Length: > 0 and <= 8 } alt && alt.All(letter => !char.IsLetterOrDigit(letter) && !char.IsWhiteSpace(letter) && letter > '\u00FF');

    private static string Tidy(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToList();
        return string.Join('\n', lines.Where((line, index) => line.Length > 0 || (index > 0 && lines[index - 1].Length > 0))).Trim('\n').TrimEnd();
    }
}
