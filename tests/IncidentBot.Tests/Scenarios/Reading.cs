using System.Net;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Scenarios;

/// <summary>What a person reads of a text with a platform's markup.</summary>
internal static partial class Reading
{
    public static string Of(string markup) =>
        Marks().Replace(WebUtility.HtmlDecode(Mention().Replace(markup, "@$1")), "$1").Replace("\u200B", "", StringComparison.Ordinal);

    /// <summary>Who is mentioned in what somebody types: by first name and family name.</summary>
    public static IEnumerable<string> NamesIn(string typed) => Named().Matches(typed).Select(match => match.Groups[1].Value);

    public static string WithMentions(string typed, Func<string, string> write) => Named().Replace(typed, match => write(match.Groups[1].Value));

    [GeneratedRegex(@"@(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)+)")]
    private static partial Regex Named();

    [GeneratedRegex("<at>(.*?)</at>")]
    private static partial Regex Mention();

    /// <summary>Strong and code, and what keeps a mark from being one.</summary>
    [GeneratedRegex(@"\\([^\w\s])|[*`]")]
    private static partial Regex Marks();
}
