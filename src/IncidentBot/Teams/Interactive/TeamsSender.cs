using System.Text.Json;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Somebody who pressed, filled in or pointed at something, and where.</summary>
/// <param name="Home">The tenant they belong to, where the activity says so.</param>
/// <param name="ActivityId">Each press has one; one that comes twice has the same.</param>
/// <param name="About">The message with the card.</param>
/// <param name="Zone">Theirs, by its IANA name.</param>
/// <param name="Value">What came along; valid as long as the activity.</param>
public sealed record TeamsSender(string Tenant, string? Home, string Id, string Name, string ConversationId, bool IsPersonal, string ActivityId, string? About, string? Zone, JsonElement Value)
{
    private const int LongestId = 400;

    public Person Person => new(TeamsAddress.Of(Tenant, Id), Name);

    public Conversation Conversation => TeamsAddress.Conversation(Tenant, ConversationId);

    /// <returns>Nothing where it is not said who did it, and where.</returns>
    public static TeamsSender? Read(JsonElement activity)
    {
        var (from, conversation) = (activity.At("from"), activity.At("conversation"));
        var tenant = conversation.TextAt("tenantId") ?? activity.At("channelData").At("tenant").TextAt("id");
        if (!IsId(tenant) || !IsId(from.TextAt("aadObjectId")) || !IsId(conversation.TextAt("id")))
            return null;

        var id = from.TextAt("aadObjectId")!;
        var about = activity.TextAt("replyToId");
        return new TeamsSender(
            tenant!, from.TextAt("tenantId"), id, from.TextAt("name") is { Length: > 0 } name ? name : id, conversation.TextAt("id")!, conversation.TextAt("conversationType") == "personal",
            activity.TextAt("id") ?? $"{about} {activity.TextAt("timestamp")}", about, ZoneIn(activity), activity.At("value"));
    }

    private static string? ZoneIn(JsonElement activity) => activity.TextAt("localTimezone")
        ?? activity.ItemsAt("entities").Where(entity => entity.TextAt("type") == "clientInfo").Select(entity => entity.TextAt("timezone")).FirstOrDefault();

    private static bool IsId(string? text) => text is { Length: > 0 and <= LongestId } && !text.Any(letter => char.IsControl(letter) || letter is '<' or '>');
}
