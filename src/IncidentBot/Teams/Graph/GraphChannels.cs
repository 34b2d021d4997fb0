using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>
/// Makes channels in a team, and says above them what is going on. Sources: "Create channel", "List channels", "Update channel";
/// "New-TeamChannel" for what a name may hold, which an incident's id and slug keep to; a deleted channel keeps its name.
/// </summary>
public sealed class GraphChannels(GraphClient client, GraphPlaces places)
{
    /// <summary>Consented to per team.</summary>
    public const string Creates = "Channel.Create.Group";

    /// <summary>Also shows which channels there are.</summary>
    public const string Describes = "ChannelSettings.ReadWrite.Group";

    private const int LongestName = 50;
    private const int LongestDescription = 1024;
    private const int MostNames = 3;

    /// <summary>Graph says both of a name that is taken.</summary>
    private static readonly string[] NameTaken = ["NameAlreadyExists", "BadRequest"];

    /// <summary>After a crash between making the channel and recording it, the same channel is found by name and description.</summary>
    /// <param name="origin">A conversation of the team.</param>
    /// <returns>Its id, by which it is a conversation too, and its name.</returns>
    public async Task<(string Id, string Name)> OpenAsync(HomeRequest request, TeamsPlace origin, CancellationToken cancellationToken)
    {
        var channels = await PathAsync(origin, cancellationToken);
        for (var attempt = 1; attempt <= MostNames; attempt++)
        {
            var name = NameOf(request.Id, request.Slug, attempt);
            var id = await CreateAsync(channels, name, request.Id, cancellationToken) ?? await FindAsync(channels, name, request.Id, cancellationToken);
            if (id is not null)
                return (id, name);
        }

        throw new DeliveryException("NameAlreadyExists");
    }

    /// <summary>The description goes on saying whose channel it is.</summary>
    public async Task DescribeAsync(TeamsPlace place, IncidentId id, string topic, CancellationToken cancellationToken)
    {
        var path = $"{await PathAsync(place, cancellationToken)}/{Uri.EscapeDataString(TeamsPlaces.ChannelOf(place))}";
        var description = $"{MarkOf(id)}: {topic}";
        await client.CallAsync(HttpMethod.Patch, path, new JsonObject { ["description"] = description[..Math.Min(description.Length, LongestDescription)] }, Describes, cancellationToken);
    }

    /// <summary>Cut so that a number fits behind it.</summary>
    public static string NameOf(IncidentId id, string slug, int attempt)
    {
        var ending = attempt == 1 ? "" : $"-{attempt}";
        var stem = slug.Length == 0 ? id.Value : $"{id.Value}-{slug}";
        return stem[..Math.Min(stem.Length, LongestName - ending.Length)].TrimEnd('-') + ending;
    }

    private async Task<string> PathAsync(TeamsPlace place, CancellationToken cancellationToken) =>
        await places.GroupAsync(place, cancellationToken) is { } group ? $"teams/{Uri.EscapeDataString(group)}/channels" : throw new DeliveryException("team_unknown");

    /// <returns>Nothing where the name is taken.</returns>
    private async Task<string?> CreateAsync(string channels, string name, IncidentId id, CancellationToken cancellationToken)
    {
        var wanted = new JsonObject { ["displayName"] = name, ["description"] = MarkOf(id), ["membershipType"] = "standard" };
        try
        {
            return (await client.CallAsync(HttpMethod.Post, channels, wanted, Creates, cancellationToken)).TextAt("id") ?? throw new DeliveryException("no_id");
        }
        catch (DeliveryException refused) when (NameTaken.Contains(refused.Code))
        {
            return null;
        }
    }

    /// <returns>Nothing where the channel of that name is another's, or deleted.</returns>
    private async Task<string?> FindAsync(string channels, string name, IncidentId id, CancellationToken cancellationToken)
    {
        var query = $"{channels}?$select=id,displayName,description&$filter={Uri.EscapeDataString($"displayName eq '{name}'")}";
        var found = (await client.GetAsync(query, Describes, cancellationToken)).ItemsAt("value");
        return found.Where(channel => IsOf(channel, id)).Select(channel => channel.TextAt("id")).FirstOrDefault();
    }

    private static bool IsOf(JsonElement channel, IncidentId id) =>
        channel.TextAt("description") is { } said && (said == MarkOf(id) || said.StartsWith($"{MarkOf(id)}: ", StringComparison.Ordinal));

    private static string MarkOf(IncidentId id) => $"IncidentBot {id}";
}
