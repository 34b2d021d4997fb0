using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Chat.Outbox;

/// <summary>Keeps an incident's home as the incident is: card, topic, links, name, the copy of the document, and its end.</summary>
public sealed class HomeKeeper(
    ChatPlatforms platforms, StatePosts posts, DocumentReader documents, HomeRecorder recorder, OperatorNotes notes, PageLinks links)
{
    private const int MostLinks = 20;

    public async Task ShowCardAsync(Incident incident, Conversation home, Once once, CancellationToken cancellationToken)
    {
        var (card, isNew) = await posts.ShowAsync("card", incident.Id, home, Card.InHome(incident, links.Postmortem(incident.Id)), once, cancellationToken);
        if (!isNew && once.TriedSince is null)
            return;

        try
        {
            await platforms.Of(home).PinAsync(home, card, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await notes.TellAsync($"pin {refused.Code}", $"The card of {incident.Id} is not pinned: the platform says {refused.Code}.", home, cancellationToken);
        }
    }

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

    public async Task ShowDocumentAsync(Incident incident, Conversation home, CancellationToken cancellationToken)
    {
        if (await documents.ReadAsync(incident.Id, cancellationToken) is not { } live)
            return;

        var markdown = PostmortemRenderer.Render(live.Document, Form.Draft);
        await platforms.Of(home).ShowDocumentAsync(home, $"{incident.Id} postmortem", markdown, cancellationToken);
    }

    public async Task ArchiveAsync(Incident incident, Conversation home, CancellationToken cancellationToken)
    {
        if (!incident.IsFinal || incident.IsHomeArchived || !incident.HasOwnHome || incident.ArchivedFrom is null)
            return;

        await platforms.Of(home).ArchiveAsync(home, cancellationToken);
        await recorder.ArchivedAsync(incident.Id, home, cancellationToken);
    }
}
