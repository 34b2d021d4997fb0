using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Keeps an incident's home as the incident is: card, topic, links, name, the copy of the document, and its end.</summary>
public sealed class HomeKeeper(
    ChatPlatforms platforms, StatePosts posts, DocumentReader documents, HomeRecorder recorder, OutboxStore outbox, PageLinks links, TimeProvider time)
{
    private const int MostLinks = 20;
    private const string CardName = "card";

    public async Task ShowCardAsync(Incident incident, Conversation home, Once once, CancellationToken cancellationToken)
    {
        var (_, isNew) = await posts.ShowAsync(CardNameIn(home, incident), incident.Id, home, Card.InHome(incident, links.Postmortem(incident.Id)), once, cancellationToken);
        // The pin has a lane of its own: where it is held up, what is said in the home is not.
        if (isNew || once.TriedSince is not null)
            await outbox.AddAsync([PinIn(home, incident)], cancellationToken);
    }

    public Task PinCardAsync(Incident incident, Conversation home, CancellationToken cancellationToken) =>
        posts.PinAsync(CardNameIn(home, incident), incident.Id, home, cancellationToken);

    /// <summary>In a home that the incident has left, the card says no more than that; where the bot cannot reach it any longer, it stays as it is.</summary>
    public async Task LeaveCardAsync(IncidentId id, Conversation left, CancellationToken cancellationToken)
    {
        try
        {
            await posts.ChangeAsync(CardNameIn(left), id, Card.WhereItLeft(id), cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            // Archived, or the bot was sent away.
        }
    }

    private static OutboxMessage PinIn(Conversation home, Incident incident) => incident.IsFurtherHome(home)
        ? new OutboxMessage($"{incident.Id} pin {home}", incident.Id, new PinErrand { FurtherHome = home }, "pin")
        : new OutboxMessage($"{incident.Id} pin", incident.Id, new PinErrand(), "pin");

    private static string CardNameIn(Conversation home, Incident incident) => incident.IsFurtherHome(home) ? CardNameIn(home) : CardName;

    private static string CardNameIn(Conversation furtherHome) => $"{CardName} {furtherHome}";

    public Task SetTopicAsync(Incident incident, Conversation home, CancellationToken cancellationToken) => incident.HasOwnHome
        ? platforms.Of(home).SetTopicAsync(home, Card.Topic(incident, links.Postmortem(incident.Id)), cancellationToken)
        : Task.CompletedTask;

    public Task ShowLinksAsync(IncidentRecord record, Conversation home, CancellationToken cancellationToken)
    {
        var incident = record.Incident;
        var shown = record.Links.Select(link => new Linked(link.Url, link.Label ?? link.Url)).Prepend(links.Postmortem(incident.Id) with { Label = "Postmortem" });
        return incident.HasOwnHome
            ? platforms.Of(home).ShowLinksAsync(home, [.. shown.Take(MostLinks)], cancellationToken)
            : Task.CompletedTask;
    }

    public async Task RenameAsync(Incident incident, Conversation home, CancellationToken cancellationToken)
    {
        if (!incident.HasOwnHome)
            return;

        var name = await platforms.Of(home).RenameAsync(home, incident.Id, Slug.Of(incident.Title), cancellationToken);
        if (name is not null && name != incident.HomeName)
            await recorder.RenamedAsync(incident.Id, home, name, cancellationToken);
    }

    /// <summary>Only beside a home of its own: elsewhere the place may be taken by what others keep there.</summary>
    public async Task ShowDocumentAsync(Incident incident, Conversation home, Once once, CancellationToken cancellationToken)
    {
        if (!incident.HasOwnHome || await documents.ReadAsync(incident.Id, cancellationToken) is not { } live)
            return;

        var markdown = live.Markdown(Form.Draft);
        await posts.ShowDocumentAsync(incident.Id, home, new ShownDocument($"{incident.Id} postmortem", markdown), once, cancellationToken);
    }

    public async Task ArchiveAsync(Incident incident, Conversation home, CancellationToken cancellationToken)
    {
        if (!incident.IsFinal || incident.IsHomeArchived || !incident.HasOwnHome || !(incident.ArchivedFrom <= time.GetUtcNow()))
            return;

        await platforms.Of(home).ArchiveAsync(home, cancellationToken);
        await recorder.ArchivedAsync(incident.Id, home, cancellationToken);
    }
}
