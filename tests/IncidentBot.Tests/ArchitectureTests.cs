using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using Xunit;

namespace IncidentBot.Tests;

public sealed partial class ArchitectureTests
{
    /// <summary>What each folder of the host may use of the others; the two pure projects are everybody's.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Storage"] = [],
        ["Documents"] = ["Storage"],
        ["Export"] = ["Documents", "Health"],
        ["Picture"] = ["Storage"],
        ["Chat"] = ["Storage", "Documents", "Export", "Picture"],
        ["Slack"] = ["Chat", "Storage", "Health"],
        ["Teams"] = ["Chat", "Storage", "Health"],
        ["Sandbox"] = ["Chat", "Storage", "Documents"],
        ["Web"] = ["Chat", "Storage", "Documents", "Export", "Picture", "Health"],
        ["Jobs"] = ["Chat", "Storage", "Documents", "Web"],
        ["Health"] = ["Storage"],
        ["Telemetry"] = ["Web"],
    };

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_it_may(string folder)
    {
        var forbidden = Allowed.Keys.Except(Allowed[folder]).Where(other => other != folder).ToList();

        var trespasses =
            from file in Directory.EnumerateFiles(Path.Combine(Sources(), folder), "*.cs", SearchOption.AllDirectories)
            from Match use in Use().Matches(File.ReadAllText(file))
            where forbidden.Contains(use.Groups["folder"].Value)
            select $"{Path.GetFileName(file)}: {use.Value}";

        Assert.Empty(trespasses);
    }

    [Fact]
    public void What_an_incident_is_references_nothing()
    {
        var references = typeof(Incident).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.All(references, name => Assert.StartsWith("System", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Writing_the_document_needs_only_the_incident_Markdown_and_the_parts_of_a_Word_file()
    {
        var references = typeof(PostmortemRenderer).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal));

        Assert.Subset(new HashSet<string> { "IncidentBot.Incidents", "Markdig", "DocumentFormat.OpenXml", "DocumentFormat.OpenXml.Framework" }, references.ToHashSet());
    }

    private static string Sources([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "src", "IncidentBot"));

    /// <summary><c>using IncidentBot.Slack</c>, <c>IncidentBot.Slack.X</c>, or <c>Slack.X</c> from within the namespace.</summary>
    [GeneratedRegex(@"IncidentBot\.(?<folder>[A-Z]\w+)\b|(?<![\w.""])(?<folder>Slack|Teams|Sandbox|Web|Jobs|Storage|Chat|Documents|Health|Telemetry)\.(?=[A-Z])")]
    private static partial Regex Use();
}
