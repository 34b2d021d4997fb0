using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Nudges;

/// <summary>Where nudges are said: in the home, to one person alone, or where incidents are made known.</summary>
public sealed class NudgePlaces(StatePosts posts, PersonalPosts personal, IOptions<AnnouncementOptions> announcements)
{
    public Task SayAsync(Incident incident, NudgeErrand errand, BotText text, Once once, CancellationToken cancellationToken)
    {
        if (errand.PersonId is { } person)
            return personal.SendAsync(incident.Id, new DirectErrand(person, text), once, cancellationToken);

        var home = incident.Home ?? throw new DeliveryException("no_home");
        return posts.ShowAsync(NameOf(errand), incident.Id, home, text, once, cancellationToken);
    }

    public Task AnnounceAsync(Incident incident, NudgeErrand errand, BotText text, Once once, CancellationToken cancellationToken)
    {
        var channel = ConversationName.Read(announcements.Value.Channel, incident.Home) ?? throw new DeliveryException("no_home");
        return posts.ShowAsync(NameOf(errand), incident.Id, channel, text, once, cancellationToken);
    }

    /// <summary>What was said to one person alone stays as it is.</summary>
    public Task ChangeAsync(IncidentId id, NudgeErrand errand, BotText text, CancellationToken cancellationToken) =>
        posts.ChangeAsync(NameOf(errand), id, text, cancellationToken);

    private static string NameOf(NudgeErrand errand) => $"nudge {errand.Policy} {errand.Slot}{(errand.IsForOthers ? " announced" : "")}";
}
