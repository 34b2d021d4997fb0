using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

/// <summary>A web address as it stands in a command: bare, or <c>[label](url)</c> where the chat had a labelled link.</summary>
public static partial class WebAddress
{
    private const int Longest = 2000;
    private const int LongestLabel = 60;

    /// <returns>The address, absolute and of the web, with what stands behind it or labels it; or what is wrong.</returns>
    internal static (string? Url, string Label, string Problem) Read(Arguments arguments)
    {
        var (first, rest) = arguments.Split();
        var shaped = MarkdownLink().Match(arguments.Text);
        var (url, label) = shaped.Success ? (shaped.Groups["url"].Value, shaped.Groups["label"].Value) : (first, rest.Text);
        if (url.Length == 0)
            return (null, "", "Which address?");
        if (url.Length > Longest)
            return (null, "", $"An address has at most {Longest} characters.");

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? (address.AbsoluteUri, label == url ? "" : Lines.Joined(label), "")
            : (null, "", $"“{url}” is no web address: it begins with https:// or http://.");
    }

    /// <summary>A link that is called by what ends its address: <c>OPS-42</c> for <c>https://tracker.example.com/browse/OPS-42</c>.</summary>
    public static Linked Linked(string url) => new(url, LabelOf(url));

    public static string LabelOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            return url;

        var end = Uri.UnescapeDataString(address.AbsolutePath.TrimEnd('/').Split('/')[^1]);
        var isName = end.Length is > 0 and <= LongestLabel && end.All(typed => char.IsLetterOrDigit(typed) || typed is '-' or '_' or '.');
        return !isName ? address.Host : end.All(char.IsAsciiDigit) ? $"{address.Host} {end}" : end;
    }

    /// <summary>Links arrive as people read them.</summary>
    [GeneratedRegex(@"^\[(?<label>[^\[\]]{1,300})\]\((?<url>[^\s()]{1,2000})\)$")]
    private static partial Regex MarkdownLink();
}
