using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat;

/// <summary>
/// What the bot does because an incident is not what it was, whoever changed it. Each thing has a lane of its own, so
/// that one the platform holds up or refuses keeps none of the others back.
/// </summary>
public sealed class StateErrands(
    IOptions<AnnouncementOptions> announcements,
    IOptions<HomeOptions> homes,
    IOptions<InviteOptions> invites,
    IOptions<RoleOptions> roles,
    PageLinks links)
{
    public IEnumerable<OutboxMessage> Of(IncidentRecord before, IncidentRecord after, Decision decision)
    {
        var incident = after.Incident;
        var further = OfFurtherHomes(before.Incident, incident);
        if (incident.Home is not { } home)
            return further;

        var elsewhere = Announced(before.Incident, incident)
            .Concat(Taken(before.Incident, incident).SelectMany(held => Instructed(Role.Named(held.Role), held.Holder.PersonId!, incident)))
            .Concat(decision.Events.SelectMany(draft => Broadcast(draft, incident, home)))
            .Concat(further);
        return incident.IsHomeArchived
            ? elsewhere
            : OfHome(before, after).Concat(Invited(before.Incident, incident)).Concat(elsewhere);
    }

    private IEnumerable<OutboxMessage> OfHome(IncidentRecord before, IncidentRecord after)
    {
        var incident = after.Incident;
        var hasMovedIn = before.Incident.Home != incident.Home;
        if (hasMovedIn && !incident.HasOwnHome)
            yield return Newest(incident, "enter", new EnterErrand());
        if (IsShownAnew(before.Incident, incident))
        {
            yield return new OutboxMessage(incident.Id.Value, incident.Id, new CardErrand(), "card");
            yield return Newest(incident, "topic", new TopicErrand());
        }

        if (hasMovedIn || before.Links != after.Links)
            yield return Newest(incident, "links", new LinksErrand());
        if (homes.Value.RenameWithTitle && !hasMovedIn && before.Incident.Title != incident.Title)
            yield return Newest(incident, "name", new RenameErrand());
        foreach (var copy in OfDocument(before, after))
            yield return copy;
    }

    /// <summary>The bot made none of them: it shows the card there, and leaves topic, links and name alone.</summary>
    private static IEnumerable<OutboxMessage> OfFurtherHomes(Incident before, Incident incident)
    {
        foreach (var (home, _) in incident.FurtherHomes)
        {
            var isNew = !before.IsFurtherHome(home);
            if (isNew)
                yield return EveryHome.In(incident.Id, home, new EnterErrand());
            if (isNew || IsShownAnew(before, incident))
                yield return EveryHome.In(incident.Id, home, new CardErrand(), "card");
        }

        // The card that stays behind says so.
        foreach (var (left, _) in before.FurtherHomes.Where(home => !incident.LivesIn(home.Conversation)))
            yield return EveryHome.In(incident.Id, left, new CardErrand(), "card");
    }

    /// <summary>An incident that has become private is announced once more: there is nothing left to read then.</summary>
    private IEnumerable<OutboxMessage> Announced(Incident before, Incident incident)
    {
        var isPublic = !incident.IsPrivate || !before.IsPrivate;
        if (announcements.Value.Channel.Length > 0 && isPublic && IsShownAnew(before, incident))
            yield return Newest(incident, "announcement", new AnnounceErrand());
    }

    /// <summary>The copy of the document beside the home follows whatever the timeline or a section shows.</summary>
    public IEnumerable<OutboxMessage> OfDocument(IncidentRecord before, IncidentRecord after)
    {
        if (homes.Value.ShowDocument && after.Incident is { Home: not null, IsHomeArchived: false } && before.Version != after.Version)
            yield return Newest(after.Incident, "document", new ShowDocumentErrand());
    }

    /// <summary>Who belongs to it by the rules, and who has taken a role. Where nobody can be let in, nobody is.</summary>
    private IEnumerable<OutboxMessage> Invited(Incident before, Incident incident)
    {
        if (incident is { IsPrivate: true, HasOwnHome: false })
            yield break;

        var known = before.Home == incident.Home ? invites.Value.For(before) : [];
        var people = invites.Value.For(incident).Except(known).ToList();
        if (incident.HasOwnHome)
            people.AddRange(Taken(before, incident).Select(held => held.Holder.PersonId!));
        if (people.Count > 0)
            yield return new OutboxMessage($"{incident.Id} invites", incident.Id, new InviteErrand([.. people.Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>The roles that people have anew; all of them when the incident gets its first home.</summary>
    private static IEnumerable<RoleHolder> Taken(Incident before, Incident incident) => incident.Roles
        .Where(held => held.Holder.IsPerson && (before.Home is null || before.Holder(Role.Named(held.Role))?.PersonId != held.Holder.PersonId));

    private IEnumerable<OutboxMessage> Broadcast(EventDraft draft, Incident incident, Conversation home)
    {
        if (draft.Detail is not StatusUpdatePosted update || incident.IsPrivate)
            return [];

        var said = BotText.Say($"{(incident.IsDrill ? "Drill: " : "")}*{incident.Id}* {incident.Title} ({incident.Severity?.ToString() ?? "no severity"}, {incident.Status})\n{update.Text}\n")
            .Then(update.NextDue is { } next ? BotText.Say($"Next update by {next} · ") : BotText.Empty)
            .Then($"{draft.By.Name} · {links.Postmortem(incident.Id)}");
        return announcements.Value.Updates
            .Select(channel => ConversationName.Read(channel, home))
            .OfType<Conversation>()
            .Distinct()
            .Select(channel => new OutboxMessage($"updates {channel}", incident.Id, new PostErrand(channel, null, said)));
    }

    private IEnumerable<OutboxMessage> Instructed(Role role, string person, Incident incident)
    {
        var instructions = roles.Value.InstructionsFor(role);
        if (instructions.Length == 0)
            return [];

        var told = BotText.Say($"You are *{role.Title}* of *{incident.Id}* {incident.Title}.\n").Then(new BotText([new Wording(instructions)]));
        return [new OutboxMessage($"direct {person}", incident.Id, new DirectErrand(person, told) { IsPersonal = true })];
    }

    private static OutboxMessage Newest(Incident incident, string what, Errand errand) => new($"{incident.Id} {what}", incident.Id, errand, what);

    private static bool IsShownAnew(Incident before, Incident incident) => before.Home != incident.Home || Shown(before) != Shown(incident);

    /// <summary>What card, topic and announcement show.</summary>
    private static string Shown(Incident incident) => string.Join('\n', incident.Roles
        .Select(held => $"{held.Role}={held.Holder.Name}")
        .Prepend($"{incident.Title}\n{incident.Status}\n{incident.Severity}\n{incident.StartedAt}\n{incident.LastUpdate}\n{incident.IsPrivate}")
        .Concat(incident.FurtherHomes.Select(home => home.ToString())));
}
