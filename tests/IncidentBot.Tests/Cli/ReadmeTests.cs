using System.Runtime.CompilerServices;
using IncidentBot.Cli;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IncidentBot.Tests.Cli;

public sealed class ReadmeTests
{
    [Fact]
    public void The_table_of_commands_is_what_the_commands_say_of_themselves()
    {
        const string begin = "a test compares -->\n";
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));

        var table = readme[(readme.IndexOf(begin, StringComparison.Ordinal) + begin.Length)..readme.IndexOf("<!-- /commands -->", StringComparison.Ordinal)];

        Assert.Equal(CommandsVerb.Table(), table);
    }

    [Fact]
    public void Every_setting_of_the_file_with_the_defaults_is_explained()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(Root(), "appsettings.json")).Build()
            .AsEnumerable()
            .Select(setting => setting.Key)
            .Where(key => key.Split(':') is [not "Logging", var name] && !int.TryParse(name, out _));

        Assert.All(settings, key => Assert.Contains($"`{key}`", readme, StringComparison.Ordinal));
    }

    private static string Root([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
