using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Related;

/// <summary>What identifies a fault in a text: exception names, error codes, HTTP statuses, stack lines, host names.</summary>
public static partial class ErrorSigns
{
    private const int LongestRead = 20_000;
    private const int MostSigns = 40;

    public static IEnumerable<Sign> In(string text)
    {
        var read = text.Length > LongestRead ? text[..LongestRead] : text;
        var signs = StackLine().Matches(read).Select(StackSign)
            .Concat(ExceptionName().Matches(read).Select(match => Sign.Of(SignKind.Error, match.Groups["name"].Value, match.Groups["name"].Value)))
            .Concat(Code().Matches(read).Select(CodeSign))
            .Concat(HttpStatus().Matches(read).Select(HttpSign))
            .Concat(HostName().Matches(read).Where(IsHost).Select(match => Sign.Of(SignKind.Host, match.Value, match.Value)));
        return signs.DistinctBy(sign => sign.Key).Take(MostSigns);
    }

    /// <summary>With the words behind it, if it has any: <c>E11000 duplicate key</c>.</summary>
    private static Sign CodeSign(Match match) =>
        Sign.Of(SignKind.Error, match.Groups["code"].Value, match.Groups["words"].Success ? $"{match.Groups["code"].Value}{match.Groups["words"].Value}" : match.Groups["code"].Value);

    private static Sign HttpSign(Match match)
    {
        var status = match.Groups["status"].Value;
        return Sign.Of(SignKind.HttpStatus, status, $"HTTP {status}");
    }

    /// <summary>Line numbers and addresses change with every build: a stack line is the same without them.</summary>
    private static Sign StackSign(Match match)
    {
        var place = match.Groups["place"].Value;
        return Sign.Of(SignKind.StackLine, Hash(Number().Replace(place, "#").ToLowerInvariant()), place);
    }

    /// <summary>FNV-1a: the same in every run of the program, unlike a string's own.</summary>
    private static string Hash(string text) =>
        text.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A version or a file is no host.</summary>
    private static bool IsHost(Match match) => match.Value.Any(char.IsAsciiLetter) && !match.Value.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[ \t]*(?:at (?<place>[\w.$<>`]+\([^)\n]{0,200}\))|File ""(?<place>[^""\n]{1,200}"", line \d+, in \S{1,80}))", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex StackLine();

    [GeneratedRegex(@"\b(?<name>[A-Z][A-Za-z0-9]{2,60}(?:Exception|Error|Timeout|Fault))\b", RegexOptions.CultureInvariant)]
    private static partial Regex ExceptionName();

    [GeneratedRegex(@"\b(?<code>E\d{3,6}|ORA-\d{4,5}|SQLSTATE[ \[]?[0-9A-Z]{5}|0x[0-9A-Fa-f]{8}|E(?:CONN|TIMED|PIPE|NOSPC|NOMEM|MFILE|NFILE|ADDR|HOST|NOTFOUND|AI_)[A-Z]*|OOMKilled|CrashLoopBackOff|ImagePullBackOff|SIG(?:SEGV|KILL|ABRT|BUS)|[A-Z]{2,12}(?:_[A-Z0-9]{2,20}){1,6})\b(?<words>(?: [a-z]{2,20}){0,2})", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    /// <summary>With words that say what the number is: <c>503 errors</c>, <c>HTTP 502</c>, <c>returned 504</c>.</summary>
    [GeneratedRegex(@"\b(?:(?:HTTPS?(?:/\d(?:\.\d)?)?|status(?: code)?|code|error|returns?|returned|returning|with|answers?|answered) (?<status>[45]\d\d)\b|(?<status>[45]\d\d)s?(?= (?:errors?|responses?|status|Bad |Not |Internal|Service|Gateway|Too |Unauthorized|Forbidden|Request|Conflict|Gone)))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HttpStatus();

    [GeneratedRegex(@"(?<![\w@/.-])(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,5}(?:internal|local|lan|corp|cluster|svc|prod|com|net|org|io|dev|cloud)\b(?![\w/-])|\b(?:[a-z]{1,20}-){1,4}\d{1,4}\b(?!-)", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
