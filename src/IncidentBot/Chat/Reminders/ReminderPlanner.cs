using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Reminders;

/// <summary>Asks the policies about what was found, and says who is to be told of what, recipient by recipient.</summary>
public sealed class ReminderPlanner(OwedItems items, DigestStore digests, TeamBook teams, NameStore names, IOptions<ReminderOptions> options)
{
    /// <returns>What is to be said, and when each item is to be looked at again.</returns>
    public async Task<(IReadOnlyList<NewReminder> Due, IReadOnlyList<(OwedRow Row, DateTimeOffset? At)> Looks)> PlanAsync(
        IReadOnlyList<OwedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rules = options.Value.Rules;
        var asked = (await items.OfAsync(rows, now, cancellationToken)).Select(owed => (owed.Row, Outlook: ReminderPolicy.Ask(owed.Item, rules, now))).ToList();
        var due = asked.SelectMany(owed => owed.Outlook.Due).Select(NewReminder.Of).ToList();
        return ([.. due, .. await DigestsBesideAsync(due, now, cancellationToken)], [.. asked.Select(owed => (owed.Row, owed.Outlook.LookAgain))]);
    }

    /// <summary>The digests it is time for, of those who are told nothing else this morning.</summary>
    public async Task<IReadOnlyList<NewReminder>> DigestsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var working = options.Value.Rules.Working;
        var due = new List<NewReminder>();
        foreach (var week in WorkingTime.DaysAnywhere(now).Where(working.BeginsWeek).Select(WorkingTime.MondayOf).Distinct())
        {
            var wanted = (await digests.WantedAsync(week, WorkingTime.DaysAnywhere(now).Last(), cancellationToken)).Concat(await OfTeamsAsync(cancellationToken));
            due.AddRange(wanted.Where(person => IsTime(person, week, now)).Select(person => NewReminder.Digest(person.PersonId, week)));
        }

        return [.. due.Distinct()];
    }

    /// <summary>Whoever is told of an item when the week begins is told of all the others as well, in the same message.</summary>
    private async Task<IEnumerable<NewReminder>> DigestsBesideAsync(IEnumerable<NewReminder> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var working = options.Value.Rules.Working;
        if (!DigestPolicy.MayBeNow(working, now))
            return [];

        var people = due.Select(reminder => reminder.To.PersonId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var known = await names.FindAllAsync(people, cancellationToken);
        return people
            .Select(person => (Person: person, Week: DigestPolicy.WeekNow(TimeZones.Find(known.GetValueOrDefault(person)?.TimeZone), working, now)))
            .Where(person => person.Week is not null)
            .Select(person => NewReminder.Digest(person.Person, person.Week!.Value));
    }

    private bool IsTime(DigestWanted person, DateOnly week, DateTimeOffset now)
    {
        var zone = TimeZones.Find(person.TimeZone);
        return person.Standing != "Deactivated"
            && DigestPolicy.WeekNow(zone, options.Value.Rules.Working, now) == week
            && (person.SettledAt is not { } settled || DayOf(new DateTimeOffset(settled, TimeSpan.Zero), zone) < DayOf(now, zone));
    }

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private async Task<IEnumerable<DigestWanted>> OfTeamsAsync(CancellationToken cancellationToken)
    {
        var known = await teams.ReadAsync(cancellationToken);
        var people = (await digests.TeamsAtWorkAsync(cancellationToken)).Select(known.Find).OfType<Team>()
            .SelectMany(team => team.People.Select(person => person.Id)).Distinct(StringComparer.Ordinal).ToList();
        var found = await names.FindAllAsync(people, cancellationToken);
        return people.Select(person => new DigestWanted { PersonId = person, TimeZone = found.GetValueOrDefault(person)?.TimeZone, Standing = found.GetValueOrDefault(person)?.Standing });
    }
}
