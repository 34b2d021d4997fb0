using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>
/// Errands for the conversations in which an incident lives. Each further home has a lane of its own: one that the
/// platform holds up or refuses keeps none of the others back.
/// </summary>
public static class EveryHome
{
    /// <summary>The same in every home.</summary>
    /// <param name="except">Where it can be seen already.</param>
    public static IEnumerable<OutboxMessage> Of(Incident incident, Errand errand, Conversation? except = null)
    {
        if (except is null || (incident.Home is { } first && first != except && !incident.IsHomeArchived))
            yield return new OutboxMessage(incident.Id.Value, incident.Id, errand);
        foreach (var home in InFurther(incident, errand, except))
            yield return home;
    }

    public static IEnumerable<OutboxMessage> InFurther(Incident incident, Errand errand, Conversation? except = null) => incident.FurtherHomes
        .Where(home => home.Conversation != except)
        .Select(home => In(incident.Id, home.Conversation, errand));

    /// <param name="home">One that joined.</param>
    public static OutboxMessage In(IncidentId id, Conversation home, Errand errand, string? mergeKey = null) =>
        new(Lane(id, home), id, errand with { FurtherHome = home }, mergeKey);

    /// <summary>The lane of what is done in a conversation.</summary>
    public static string LaneOf(Incident incident, Conversation conversation) =>
        incident.IsFurtherHome(conversation) ? Lane(incident.Id, conversation) : incident.Id.Value;

    private static string Lane(IncidentId id, Conversation home) => $"{id} in {home}";
}
