using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Outbox;

/// <summary>Makes incidents known outside their home, and warns of those that look alike.</summary>
public sealed class Announcer(PersonalPosts personal, StatePosts posts, RelatedIncidentStore related, PageLinks links, IOptions<AnnouncementOptions> options)
{
    private const string Announcement = "announcement";

    /// <summary>An incident that was made private after it was announced leaves nothing of itself there.</summary>
    public Task AnnounceAsync(Incident incident, Once once, CancellationToken cancellationToken)
    {
        if (incident.IsPrivate)
            return posts.ChangeAsync(Announcement, incident.Id, BotText.Say($"{incident.Id} is private now."), cancellationToken);

        var channel = ConversationName.Read(options.Value.Channel, incident.Home) ?? throw new DeliveryException("no_home");
        return posts.ShowAsync(Announcement, incident.Id, channel, Card.ForOthers(incident, links.Postmortem(incident.Id)), once, cancellationToken);
    }

    /// <summary>Shows whoever declared an incident those that are open and look like it; nothing where there are none.</summary>
    public async Task WarnAsync(IncidentRecord record, SimilarErrand errand, Once once, CancellationToken cancellationToken)
    {
        var similar = await related.OpenAsync(record, RelatedIncidentStore.Anybody, cancellationToken);
        if (similar.IsEmpty)
            return;

        var warning = BotText.Say($"{(similar.Length == 1 ? "An incident is" : "Incidents are")} open that may be the same as {record.Incident.Id}:")
            .Then(new BotText([.. similar.SelectMany(line => BotText.Say($"\n• ").Then(IncidentLines.Of(line.Incident, links)).Parts)]))
            .Then($"\nIf it is, `cancel duplicate` here and go on there.");
        await personal.ShowAsync(errand.Conversation, null, errand.PersonId, warning, once, cancellationToken);
    }
}
