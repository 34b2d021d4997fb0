using IncidentBot.Postmortems.Template;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

internal static class TemplateFiles
{
    public static readonly string[] Names = ["one-page", "status-table", "lucky", "five-whys", "roles", "tracker"];

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", "Templates", $"{name}.md"));

    public static PostmortemTemplate Read(string name) => Parse(Text(name));

    public static PostmortemTemplate Parse(string markdown)
    {
        var reading = PostmortemTemplate.Read(markdown);

        Assert.Empty(reading.Errors);
        return reading.Template!;
    }
}
