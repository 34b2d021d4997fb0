using System.Globalization;

namespace IncidentBot.Slack;

/// <summary>One token, without its brackets: <c>@U01</c>, <c>#C01|general</c>, <c>!here</c>, <c>https://example.com|label</c>.</summary>
public static class SlackToken
{
    public const string Group = "!subteam^";
    private const string Date = "!date^";

    public static string Read(string token, SlackReading reading, bool isCode) => token[0] switch
    {
        '@' => Person(token, reading),
        '#' => "#" + Named(token[1..], '#', reading),
        '!' => Special(token, reading),
        _ => Link(token, reading, isCode),
    };

    /// <summary>What stands before the label.</summary>
    public static string Part(string token) => Split(token).Value;

    private static string Person(string token, SlackReading reading)
    {
        var (id, label) = Split(token[1..]);
        return reading.PersonOf?.Invoke(id, label) ?? "@" + Named(token[1..], '@', reading);
    }

    private static string Special(string token, SlackReading reading)
    {
        if (token.StartsWith(Group, StringComparison.Ordinal))
            return "@" + Named(token[Group.Length..], '@', reading);

        var (name, label) = Split(token[1..]);
        if (token.StartsWith(Date, StringComparison.Ordinal))
            return label ?? DateWithoutFallback(name);
        return name is "here" or "channel" or "everyone" ? "@" + name : label ?? name;
    }

    private static string DateWithoutFallback(string date)
    {
        var seconds = date.Split('^') is [_, var unix, ..] && long.TryParse(unix, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : -1;
        return seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? SlackText.Moment(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : "";
    }

    /// <summary>The name that is known, else the one that came along, else the bare id.</summary>
    private static string Named(string reference, char sigil, SlackReading reading)
    {
        var (id, label) = Split(reference);
        return (reading.NameOf(id) ?? label ?? id).TrimStart(sigil);
    }

    private static string Link(string token, SlackReading reading, bool isCode)
    {
        var (url, label) = Split(token);
        var address = url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? url["mailto:".Length..] : url;
        var isLinkable = address.Length < url.Length || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (!isLinkable)
            return label ?? url;
        if (label is null || label == url)
            return address;
        if ((isCode || reading.IsAsTyped) && IsShortFor(url, label))
            return label;

        return isCode ? url : $"[{Harmless(label)}]({Encoded(url)})";
    }

    /// <summary>Slack makes an address of <c>example.com</c> that somebody typed, and of a mail address.</summary>
    private static bool IsShortFor(string url, string label) =>
        url.EndsWith(label, StringComparison.OrdinalIgnoreCase) && url[..^label.Length] is "http://" or "https://" or "mailto:";

    private static string Harmless(string label) =>
        label.Replace('[', '(').Replace(']', ')').Replace('`', '\'').ReplaceLineEndings(" ");

    /// <summary>Characters at which a Markdown link would end.</summary>
    private static string Encoded(string url) => string.Concat(url.Select(letter =>
        letter is '(' or ')' or '<' or '>' or '"' or '`' or '\\' or '|' || char.IsWhiteSpace(letter) ? Uri.HexEscape(letter <= 0xFF ? letter : ' ') : letter.ToString()));

    private static (string Value, string? Label) Split(string token)
    {
        var bar = token.IndexOf('|', StringComparison.Ordinal);
        var label = bar < 0 ? null : SlackText.Unescape(token[(bar + 1)..]);
        return (SlackText.Unescape(bar < 0 ? token : token[..bar]), string.IsNullOrWhiteSpace(label) ? null : label);
    }
}
