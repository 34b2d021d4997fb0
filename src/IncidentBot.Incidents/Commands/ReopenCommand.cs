using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ReopenCommand : Command
{
    public override string Name => "reopen";
    public override ImmutableArray<string> Usage => ["reopen <reason> [--at TIME]"];
    public override string Summary => "It is back: one incident, one document, both episodes";
    public override string Example => "reopen Error rate is rising again";
    public override CommandGroup Group => CommandGroup.Incident;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Reopen the incident", [new TextField("text", "Why is it open again") { IsRequired = true, IsLong = true }, WhenField]) { Submit = "Reopen" };

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var incident = context.Incident.Incident;
        if (!incident.IsOver)
            return Rejection.StillRunning(incident);
        if (arguments.IsEmpty)
            return Unclear("Why is it open again?");

        var reopened = context.Keep(new IncidentReopened(arguments.Text)).TellChannel($"*{incident.Id} is open again*: {arguments.Text}");
        return incident.IsHomeArchived ? reopened.ThenDo(new OpenHome(Slug.Of(incident.Title), incident.IsPrivate, PeopleOf(incident, context.By))) : reopened;
    }

    /// <summary>An archived conversation cannot be spoken in again: a new one opens, with its people.</summary>
    private static ImmutableArray<Person> PeopleOf(Incident incident, Person by) =>
    [
        .. incident.Roles.Select(held => held.Holder).Concat(incident.Guests)
            .Where(owner => owner.IsPerson)
            .Select(owner => new Person(owner.PersonId!, owner.Name))
            .Prepend(incident.DeclaredBy)
            .Prepend(by)
            .DistinctBy(person => person.Id),
    ];
}
