using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Storage;

/// <summary>One step of the database's shape: the script Migrations/NNNN_words.sql, numbered from 1 without gaps.</summary>
public sealed partial record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "Migrations/";

    public string FileName => FormattableString.Invariant($"{Number:0000}_{Name}.sql");

    /// <summary>Of the text with line ends as \n, so that a checkout on Windows counts as the same script.</summary>
    public string Sha256
    {
        get
        {
            var text = Sql.TrimStart('\uFEFF').ReplaceLineEndings("\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    /// <summary>The program's own scripts, in order.</summary>
    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        return InOrder(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return FromFile(name[Folder.Length..], reader.ReadToEnd());
            }));
    }

    public static Migration FromFile(string fileName, string sql)
    {
        var match = FileNamePattern().Match(fileName);
        if (!match.Success)
            throw new InvalidOperationException($"The migration {fileName} is not named NNNN_words.sql.");

        return new Migration(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), match.Groups[2].Value, sql);
    }

    /// <exception cref="InvalidOperationException">A number is missing or used twice.</exception>
    public static IReadOnlyList<Migration> InOrder(IEnumerable<Migration> migrations)
    {
        var ordered = migrations.OrderBy(migration => migration.Number).ToArray();
        for (var index = 0; index < ordered.Length; index++)
        {
            if (ordered[index].Number != index + 1)
                throw new InvalidOperationException(
                    $"Migrations are numbered from 1 without gaps or repeats, but {ordered[index].FileName} stands where {index + 1:0000} belongs.");
        }

        return ordered;
    }

    [GeneratedRegex(@"^(\d{4})_([a-z0-9_]+)\.sql$")]
    private static partial Regex FileNamePattern();
}
