using System.Globalization;

namespace IncidentBot.Web.Frame;

/// <summary>Reads what stands behind the question mark of an address: what can't be read was not asked.</summary>
internal static class Asked
{
    public static string? Words(IQueryCollection query, string name, int longest) =>
        query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } words && words.Length <= longest ? words : null;

    public static T? Word<T>(IQueryCollection query, string name)
        where T : struct, Enum =>
        query[name].ToString() is [>= 'A', ..] word && Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>What <see cref="Word{T}"/> can be, for a field that offers it.</summary>
    public static IEnumerable<(string Value, string Shown)> WordsOf<T>()
        where T : struct, Enum =>
        Enum.GetNames<T>().Select(name => (name, name));

    public static DateOnly? Date(IQueryCollection query, string name) =>
        DateOnly.TryParseExact(query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1 and < 9999 ? date : null;

    public static int Page(IQueryCollection query) =>
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1;

    public static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in fields)
        {
            if (!string.IsNullOrEmpty(value))
                query = query.Add(name, value);
        }

        return path + query;
    }
}
