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
        if (incident.Home is not { } home || incident.IsHomeArchived)
            return [];

        return OfHome(before, after)
            .Concat(Invited(before.Incident, incident))
            .Concat(decision.Events.SelectMany(draft => OfEvent(draft, incident, home)));
    }

    private IEnumerable<OutboxMessage> OfHome(IncidentRecord before, IncidentRecord after)
    {
        var incident = after.Incident;
        var hasMovedIn = before.Incident.Home != incident.Home;
        if (hasMovedIn || Shown(before.Incident) != Shown(incident))
        {
            yield return new OutboxMessage(incident.Id.Value, incident.Id, new CardErrand(), "card");
            yield return Newest(incident, "topic", new TopicErrand());
            if (announcements.Value.Channel.Length > 0 && !incident.IsPrivate)
                yield return Newest(incident, "announcement", new AnnounceErrand());
        }

        if (hasMovedIn || before.Links != after.Links)
            yield return Newest(incident, "links", new LinksErrand());
        if (homes.Value.RenameWithTitle && !hasMovedIn && before.Incident.Title != incident.Title)
            yield return Newest(incident, "name", new RenameErrand());
        foreach (var copy in OfDocument(before, after))
            yield return copy;
    }

    /// <summary>The copy of the document beside the home follows whatever the timeline or a section shows.</summary>
    public IEnumerable<OutboxMessage> OfDocument(IncidentRecord before, IncidentRecord after)
    {
        if (homes.Value.ShowDocument && after.Incident is { Home: not null, IsHomeArchived: false } && before.Version != after.Version)
            yield return Newest(after.Incident, "document", new ShowDocumentErrand());
    }

    private IEnumerable<OutboxMessage> Invited(Incident before, Incident incident)
    {
        var known = before.Home == incident.Home ? invites.Value.For(before) : [];
        var people = invites.Value.For(incident).Except(known).ToList();
        if (people.Count > 0)
            yield return new OutboxMessage($"{incident.Id} invites", incident.Id, new InviteErrand([.. people]));
    }

    private IEnumerable<OutboxMessage> OfEvent(EventDraft draft, Incident incident, Conversation home) => draft.Detail switch
    {
        StatusUpdatePosted update when !incident.IsPrivate => Broadcast(update, draft.By, incident, home),
        RoleAssigned { Holder: { PersonId: { } person } } assigned => Instructed(Role.Named(assigned.Role), person, incident),
        _ => [],
    };

    private IEnumerable<OutboxMessage> Broadcast(StatusUpdatePosted update, Person by, Incident incident, Conversation home)
    {
        var said = BotText.Say($"{(incident.IsDrill ? "Drill: " : "")}*{incident.Id}* {incident.Title} ({incident.Severity?.ToString() ?? "no severity"}, {incident.Status})\n{update.Text}\n")
            .Then(update.NextDue is { } next ? BotText.Say($"Next update by {next} · ") : BotText.Empty)
            .Then($"{by.Name} · {links.Postmortem(incident.Id)}");
        return announcements.Value.Updates
            .Select(channel => ConversationName.Read(channel, home))
            .OfType<Conversation>()
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

    /// <summary>What card, topic and announcement show.</summary>
    private static string Shown(Incident incident) => string.Join('\n', incident.Roles
        .Select(held => $"{held.Role}={held.Holder.Name}")
        .Prepend($"{incident.Title}\n{incident.Status}\n{incident.Severity}\n{incident.LastUpdate}\n{incident.IsPrivate}"));
}
