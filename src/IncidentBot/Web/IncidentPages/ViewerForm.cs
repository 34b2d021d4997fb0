using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Web.Acting;

namespace IncidentBot.Web.IncidentPages;

/// <summary>A command's form as whoever looks at a page would be shown it in the chat, and the people that can be chosen in it.</summary>
public sealed record ViewerForm(CommandForm Form, ImmutableArray<Person> People)
{
    /// <param name="verb">What the form is of.</param>
    /// <param name="slots">Of the document, where the form offers them.</param>
    /// <returns>Nothing for whoever only looks, and for what has no form.</returns>
    public static ViewerForm? Of(HttpContext context, IncidentRecord record, string verb, DateTimeOffset now, ImmutableArray<DocumentSlot> slots, DueDays dueDays)
    {
        if (Viewer.Of(context) is not { MayAct: true, Person: { } person } viewer)
            return null;

        var clock = new SenderClock(now, PageAction.ZoneOf(context.Request));
        var about = new CommandContext(record, person, clock, new Conversation(PageActions.Platform, "", person.Id), ImmutableDictionary<string, Person>.Empty)
        {
            Standing = viewer.Standing,
            IsInHome = false,
            Slots = _ => slots,
            DueDays = dueDays,
        };
        return CommandTable.Standard.Open(verb, about).Form is { } form ? new ViewerForm(form, PeopleOf(record, person)) : null;
    }

    private static ImmutableArray<Person> PeopleOf(IncidentRecord record, Person viewer) =>
    [
        .. record.Incident.Roles.Select(held => held.Holder).Concat(record.Incident.Guests).Concat(record.ActionItems.Select(item => item.Owner).OfType<Owner>())
            .Where(owner => owner.PersonId is not null)
            .Select(owner => new Person(owner.PersonId!, owner.Name))
            .Append(record.Incident.DeclaredBy)
            .Append(viewer)
            .DistinctBy(person => person.Id)
            .OrderBy(person => person.Name, StringComparer.CurrentCulture),
    ];
}
