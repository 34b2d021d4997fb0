using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents.Nudges;

/// <summary>Who is most likely to know what the document lacks.</summary>
public static class GapPeople
{
    /// <summary>The likeliest first, without those who left; at the end whoever leads and whoever writes.</summary>
    public static IEnumerable<Owner> For(IncidentRecord record, GapKind kind)
    {
        var log = record.Questions;
        return LikelyToKnow(record, kind)
            .Append(record.Incident.Holder(Role.Commander))
            .Append(record.Incident.Holder(Role.Author))
            .OfType<Owner>()
            .Where(person => person.PersonId is { } id && id != Person.Bot.Id && !log.Gone.Contains(id))
            .DistinctBy(person => person.PersonId);
    }

    private static IEnumerable<Owner?> LikelyToKnow(IncidentRecord record, GapKind kind)
    {
        var incident = record.Incident;
        var log = record.Questions;
        return kind switch
        {
            GapKind.ImmediateAction => [Of(log.MitigatedBy), Of(log.ResolvedBy), incident.Holder(Role.TechnicalLead), NotedNear(record, incident.MitigatedAt ?? incident.ResolvedAt)],
            GapKind.Cause or GapKind.Factor => [Of(log.MitigatedBy), Of(log.ResolvedBy), incident.Holder(Role.TechnicalLead), NotedNear(record, incident.MitigatedAt ?? incident.ResolvedAt)],
            GapKind.Duration => [Of(log.ResolvedBy)],
            GapKind.Detection => [NotedNear(record, incident.StartedAt), Of(incident.DeclaredBy)],
            GapKind.Commander => [Of(incident.DeclaredBy)],
            GapKind.Timeline => [incident.Holder(Role.Scribe), Of(incident.DeclaredBy)],
            GapKind.ActionItem => [incident.Holder(Role.TechnicalLead)],
            GapKind.Severity or GapKind.Degradation or GapKind.Users => [incident.Holder(Role.Commander)],
            _ => [incident.Holder(Role.Author)],
        };
    }

    /// <summary>The writer of the note that stands nearest to a moment; of two as near, the earlier.</summary>
    private static Owner? NotedNear(IncidentRecord record, Moment? moment) => moment is not { } at ? null : Of(record.Entries
        .Where(entry => entry is { Kind: EntryKind.Note, IsHidden: false, By: not null })
        .MinBy(entry => (entry.At.At - at.At).Duration())?.By);

    private static Owner? Of(Person? person) => person is null ? null : Owner.Of(person);

    /// <summary>Somebody whom a reply names: <c>me</c>, <c>@Grace Hopper</c>, or the name of one of these people alone.</summary>
    internal static Person? Named(string reply, Person by, IEnumerable<Person> people)
    {
        var said = reply.Trim().TrimEnd('.', '!').TrimStart('@');
        if (said.ToLowerInvariant() is "me" or "i" or "i did" or "i do" or "i was" or "i will" or "myself" or "it was me")
            return by;

        var known = people.OrderByDescending(person => person.Name.Length).ToList();
        return known.FirstOrDefault(person => said.Equals(person.Name, StringComparison.OrdinalIgnoreCase))
            ?? known.FirstOrDefault(person => reply.Contains("@" + person.Name, StringComparison.OrdinalIgnoreCase))
            ?? OnlyOne(known.Where(person => said.Equals(CommandLine.SplitFirst(person.Name).First, StringComparison.OrdinalIgnoreCase)));
    }

    private static Person? OnlyOne(IEnumerable<Person> people) => people.Take(2).ToList() is [var only] ? only : null;
}
