using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

public sealed partial class MetricCommand : Command
{
    public override string Name => "metric";
    public override ImmutableArray<string> Usage => ["metric <name> <number>"];
    public override string Summary => "A figure for the key metrics";
    public override string Example => "metric calls_failed 1234";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Key metric",
    [
        new TextField("name", "Name") { IsRequired = true, MaxLength = 60, Hint = "calls_failed" },
        new TextField("number", "Number") { IsRequired = true, MaxLength = 40 },
    ]);

    public override string Line(FilledForm form) => $"\"{form["name"].Replace('"', '\'')}\" {form["number"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var words = arguments.Words;
        if (words.Length < 2)
            return Unclear("A metric has a name and a number.");

        var number = NumberExpression.Parse(words[^1]);
        if (!number.IsRead)
            return Unclear(number.Problem);

        var name = NotInNames().Replace(string.Join('_', words[..^1]).ToLowerInvariant(), "_").Trim('_');
        return name.Length is 0 or > 60
            ? Unclear("The name of a metric is made of letters, digits and underscores, 60 at most.")
            : context.Keep(new MetricRecorded(name, number.Value.Value)).TellChannel($"*{name}*: {words[^1]}");
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
