using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;

namespace IncidentBot.Teams;

/// <summary>What the bot can do in Teams, each at the service that was last seen for the conversation. Where Teams says that the bot is shut out, nothing more is tried until it is spoken to there again.</summary>
public sealed class TeamsConnector(TeamsClient client, TeamsConversationStore conversations)
{
    private static readonly string[] ShutOut = ["BotNotInConversationRoster", "ConversationBlockedByUser", "BotDisabledByAdmin", "MessageWritesBlocked"];

    /// <returns>The new activity's id.</returns>
    public async Task<string> PostAsync(TeamsPlace place, JsonObject activity, CancellationToken cancellationToken) =>
        (await InAsync(place, HttpMethod.Post, $"{Path(place)}/activities", activity, cancellationToken)).TextAt("id") ?? throw new DeliveryException("no_id");

    /// <summary>Shown to its recipient alone.</summary>
    public Task PostTargetedAsync(TeamsPlace place, JsonObject activity, CancellationToken cancellationToken) =>
        InAsync(place, HttpMethod.Post, $"{Path(place)}/activities?isTargetedActivity=true", activity, cancellationToken);

    public Task UpdateAsync(TeamsPlace place, string activityId, JsonObject activity, CancellationToken cancellationToken) =>
        InAsync(place, HttpMethod.Put, $"{Path(place)}/activities/{Uri.EscapeDataString(activityId)}", activity, cancellationToken);

    public Task DeleteAsync(TeamsPlace place, string activityId, CancellationToken cancellationToken) =>
        InAsync(place, HttpMethod.Delete, $"{Path(place)}/activities/{Uri.EscapeDataString(activityId)}", null, cancellationToken);

    /// <summary>Begins a thread in a channel.</summary>
    /// <param name="activity">The first; Teams makes no thread without one.</param>
    /// <returns>The thread, and the id of its first activity.</returns>
    public async Task<(string Thread, string ActivityId)> OpenThreadAsync(TeamsPlace near, string channelId, JsonObject activity, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["isGroup"] = true,
            ["tenantId"] = near.Tenant,
            ["bot"] = new JsonObject { ["id"] = near.BotId },
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channelId }, ["tenant"] = new JsonObject { ["id"] = near.Tenant } },
            ["activity"] = activity,
        };
        var answer = await client.CallAsync(HttpMethod.Post, near.ServiceUrl, "conversations", body, channelId, cancellationToken);
        return answer.TextAt("id") is { Length: > 0 } id && answer.TextAt("activityId") is { Length: > 0 } first ? (id, first) : throw new DeliveryException("no_id");
    }

    /// <summary>The conversation with one person alone: for the same person the same.</summary>
    /// <param name="near">Any conversation of theirs or of their organisation: it is asked at that service.</param>
    public async Task<string> OpenPersonalAsync(TeamsPlace near, string userId, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["isGroup"] = false,
            ["tenantId"] = near.Tenant,
            ["bot"] = new JsonObject { ["id"] = near.BotId },
            ["members"] = new JsonArray(new JsonObject { ["id"] = userId }),
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = near.Tenant } },
        };
        return (await client.CallAsync(HttpMethod.Post, near.ServiceUrl, "conversations", body, userId, cancellationToken)).TextAt("id") ?? throw new DeliveryException("no_id");
    }

    /// <summary>Somebody of a conversation: <c>id, name, aadObjectId, email, userPrincipalName, userRole, tenantId</c>.</summary>
    public Task<JsonElement> MemberAsync(TeamsPlace place, string person, CancellationToken cancellationToken) =>
        InAsync(place, HttpMethod.Get, $"{Path(place)}/members/{Uri.EscapeDataString(person)}", null, cancellationToken);

    /// <summary>A team, which Teams names by its first channel: <c>id, name, aadGroupId</c>. Source: "Get Teams specific context for your bot".</summary>
    public Task<JsonElement> TeamAsync(TeamsPlace near, string team, CancellationToken cancellationToken) =>
        client.CallAsync(HttpMethod.Get, near.ServiceUrl, $"teams/{Uri.EscapeDataString(team)}", null, $"teams {team}", cancellationToken);

    private async Task<JsonElement> InAsync(TeamsPlace place, HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        if (place.DeadWhy is { } why)
            throw new DeliveryException(why);

        try
        {
            return await client.CallAsync(method, place.ServiceUrl, path, body, method == HttpMethod.Get ? $"members {place.Id}" : place.Id, cancellationToken);
        }
        catch (DeliveryException refused) when (ShutOut.Contains(refused.Code))
        {
            await conversations.DeadAsync(place.Tenant, place.Id, refused.Code, cancellationToken);
            throw;
        }
    }

    private static string Path(TeamsPlace place) => $"conversations/{Uri.EscapeDataString(place.Id)}";
}
