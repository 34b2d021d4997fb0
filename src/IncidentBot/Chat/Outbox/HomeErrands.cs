using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Errands that are carried out on the incident as it is when they are due, mostly in its home.</summary>
public sealed class HomeErrands(ChatPlatforms platforms, IncidentStore incidents, ConversationDirectory conversations, HomeKeeper keeper, Announcer announcer, DocumentAnswers answers)
{
    public async Task RunAsync(IncidentId id, Errand errand, Once once, CancellationToken cancellationToken)
    {
        var record = await incidents.FindAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        var incident = record.Incident;
        await (errand switch
        {
            AnnounceErrand => announcer.AnnounceAsync(incident, once, cancellationToken),
            SimilarErrand similar => announcer.WarnAsync(record, similar, once, cancellationToken),
            { FurtherHome: { } home } => InFurtherHomeAsync(record, home, errand, once, cancellationToken),
            _ => InHomeAsync(record, incident.Home ?? throw new DeliveryException("no_home"), errand, once, cancellationToken),
        });
    }

    /// <summary>It may have left meanwhile, or another incident may live there.</summary>
    private async Task InFurtherHomeAsync(IncidentRecord record, Conversation home, Errand errand, Once once, CancellationToken cancellationToken)
    {
        var incident = record.Incident;
        if (!incident.LivesIn(home))
            await (errand is CardErrand ? keeper.LeaveCardAsync(incident.Id, home, cancellationToken) : Task.CompletedTask);
        else if (await conversations.FindAsync(home, cancellationToken) == incident.Id)
            await InHomeAsync(record, home, errand, once, cancellationToken);
    }

    private async Task InHomeAsync(IncidentRecord record, Conversation home, Errand errand, Once once, CancellationToken cancellationToken)
    {
        var incident = record.Incident;
        var platform = platforms.Of(home);
        await (errand switch
        {
            PostHomeErrand post => platform.PostAsync(home, null, post.Text, once, cancellationToken),
            DraftErrand => platform.PostAsync(home, null, await answers.DraftAsync(incident.Id, cancellationToken), once, cancellationToken),
            SealErrand when incident.IsHomeArchived => Task.CompletedTask,
            SealErrand => platform.PostAsync(home, null, await answers.SealAsync(record, cancellationToken), once, cancellationToken),
            CardErrand => keeper.ShowCardAsync(incident, home, once, cancellationToken),
            PinErrand => keeper.PinCardAsync(incident, home, cancellationToken),
            EnterErrand => platform.EnterAsync(home, cancellationToken),
            TopicErrand => keeper.SetTopicAsync(incident, home, cancellationToken),
            LinksErrand => keeper.ShowLinksAsync(record, home, cancellationToken),
            RenameErrand => keeper.RenameAsync(incident, home, cancellationToken),
            ShowDocumentErrand => keeper.ShowDocumentAsync(incident, home, once, cancellationToken),
            ArchiveErrand => keeper.ArchiveAsync(incident, home, cancellationToken),
            InviteErrand invite => platform.InviteAsync(home, invite.PersonIds, cancellationToken),
            _ => throw new InvalidOperationException($"Nobody carries out {errand}."),
        });
    }
}
