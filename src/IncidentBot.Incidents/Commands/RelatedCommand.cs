using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class RelatedCommand : Command
{
    public override string Name => "related";
    public override ImmutableArray<string> Usage => ["related INC-… [why]", "related"];
    public override string Summary => "Another incident that has to do with this one; alone, it suggests some";
    public override string Example => "related INC-2024-0110-0900 Same pool, same query";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Related incident",
    [
        new TextField("incident", "Incident") { IsRequired = true, MaxLength = 40, Hint = "INC-2024-0115-1430" },
        new TextField("text", "Why") { IsLong = true },
    ]);

    public override string Line(FilledForm form) => $"{form["incident"]} {form["text"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty)
            return Decision.Ask(new SimilarIncidents());

        var (word, why) = arguments.Split();
        if (!IncidentId.TryParse(word, out var id))
            return Unclear($"“{word}” is no incident's id.");
        if (id == context.Incident.Incident.Id)
            return Rejection.Because($"{id} is this very incident.");

        var decision = context.Keep(new IncidentRelated(id, why.IsEmpty ? null : why.Text));
        return why.IsEmpty ? decision.TellChannel($"Related: {id}") : decision.TellChannel($"Related: {id}: {why.Text}");
    }
}
