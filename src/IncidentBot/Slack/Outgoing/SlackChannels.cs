using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Makes an incident's channel and brings people into it.</summary>
public sealed partial class SlackChannels(SlackWorkspaces workspaces, SlackDirects directs, SlackIdentity identity, ILogger<SlackChannels> logger)
{
    private const int LongestName = 80;
    private const int MostNames = 9;
    private const int MostPages = 20;
    private const int MostInvitedAtOnce = 100;
    private const string AlreadyIn = "already_in_channel";

    private static readonly string[] BadForChannel = ["not_in_channel", "channel_not_found", "is_archived", "missing_scope", "restricted_action", "method_not_supported_for_channel_type"];
    private static readonly string[] NotToBeJoined = ["method_not_supported_for_channel_type", "channel_not_found"];

    /// <summary>After a crash between making the channel and recording it, the same channel is found by name and purpose.</summary>
    public async Task<OpenedHome> OpenAsync(HomeRequest request, CancellationToken cancellationToken)
    {
        var team = request.Origin.Workspace;
        Dictionary<string, JsonElement>? existing = null;
        for (var attempt = 1; attempt <= MostNames; attempt++)
        {
            var name = NameOf(request.Id, request.Slug, attempt);
            if (existing?.ContainsKey(name) != true && await CreateAsync(team, name, request.IsPrivate, cancellationToken) is { } created)
                return await MoveInAsync(request, created, cancellationToken);

            existing ??= await ExistingAsync(team, cancellationToken);
            if (existing.TryGetValue(name, out var taken) && await IsOursAsync(team, taken, request.Id, cancellationToken))
                return await MoveInAsync(request, taken, cancellationToken);
        }

        throw new DeliveryException("name_taken");
    }

    /// <summary>The conversation with one person alone.</summary>
    public async Task<Conversation> OpenDirectAsync(string team, string user, CancellationToken cancellationToken) =>
        SlackAddress.Conversation(team, await directs.OpenAsync(team, user, cancellationToken) ?? throw new DeliveryException("channel_not_found"));

    /// <returns>The name it has now: a number comes behind one that is taken.</returns>
    public async Task<string?> RenameAsync(Conversation conversation, IncidentId id, string slug, CancellationToken cancellationToken)
    {
        var api = workspaces.In(conversation.Workspace);
        for (var attempt = 1; attempt <= MostNames; attempt++)
        {
            var name = NameOf(id, slug, attempt);
            try
            {
                return (await api.RenameAsync(conversation.Channel, name, cancellationToken)).Text("name"u8);
            }
            catch (SlackApiException taken) when (taken.Code == "name_taken")
            {
                // By itself, where an earlier try took effect; else the next number may be free.
                if ((await api.ChannelAsync(conversation.Channel, cancellationToken)).Text("name"u8) == name)
                    return name;
            }
        }

        throw new DeliveryException("name_taken");
    }

    /// <summary>Joins what is public. Where the bot is, or cannot go, there is nothing to do.</summary>
    public async Task EnterAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        try
        {
            await workspaces.In(conversation.Workspace).JoinAsync(conversation.Channel, cancellationToken);
        }
        catch (SlackApiException refused) when (NotToBeJoined.Contains(refused.Code))
        {
            // A private channel or a direct message: its people have to bring the bot in.
        }
    }

    /// <summary>Brings people in, and those of user groups. One who cannot be invited does not keep the others out.</summary>
    public async Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken)
    {
        var (people, unread) = await PeopleAsync(conversation.Workspace, personIds, cancellationToken);
        foreach (var users in people.Distinct().Chunk(MostInvitedAtOnce))
        {
            try
            {
                var answer = await workspaces.In(conversation.Workspace).InviteAsync(conversation.Channel, users, cancellationToken);
                foreach (var refused in answer.Items("errors"u8).Where(refused => refused.Text("error"u8) != AlreadyIn))
                    LogNotInvited(refused.Text("user"u8), refused.Text("error"u8));
            }
            catch (SlackApiException refused) when (IsAboutPeople(refused))
            {
                if (refused.Code != AlreadyIn)
                    LogNotInvited(string.Join(", ", users), refused.Code);
            }
        }

        // The operator can mend that: a scope, the plan, a group that the settings still name.
        if (unread is not null)
            throw unread;
    }

    /// <summary>A group that Slack does not show keeps nobody else out.</summary>
    private async Task<(IReadOnlyList<string> People, SlackApiException? Unread)> PeopleAsync(string team, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var people = new List<string>();
        SlackApiException? unread = null;
        foreach (var id in ids)
        {
            try
            {
                if (SlackAddress.UserOf(id) is { } user)
                    people.Add(user);
                else if (SlackAddress.GroupOf(id) is { } group)
                    people.AddRange(await workspaces.In(team).GroupMembersAsync(group, cancellationToken));
                else if (!id.Contains(':', StringComparison.Ordinal))
                    unread = new SlackApiException($"user_not_found ({id})");
            }
            catch (SlackApiException refused) when (refused.IsFinal)
            {
                unread = refused;
            }
        }

        return (people, unread);
    }

    /// <summary>Lower-case, digits and dashes, as Slack wants it; cut so that a number fits behind it.</summary>
    internal static string NameOf(IncidentId id, string slug, int attempt)
    {
        var ending = attempt == 1 ? "" : $"-{attempt}";
        var stem = (slug.Length == 0 ? id.Value : $"{id.Value}-{slug}").ToLowerInvariant();
        return stem[..Math.Min(stem.Length, LongestName - ending.Length)].TrimEnd('-') + ending;
    }

    private static bool IsAboutPeople(SlackApiException refused) => refused.IsFinal && !BadForChannel.Contains(refused.Code);

    /// <returns>Nothing where the name is taken.</returns>
    private async Task<JsonElement?> CreateAsync(string team, string name, bool isPrivate, CancellationToken cancellationToken)
    {
        try
        {
            return await workspaces.In(team).CreateChannelAsync(name, isPrivate, cancellationToken);
        }
        catch (SlackApiException taken) when (taken.Code == "name_taken")
        {
            return null;
        }
    }

    private async Task<Dictionary<string, JsonElement>> ExistingAsync(string team, CancellationToken cancellationToken)
    {
        var byName = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        await foreach (var channel in workspaces.In(team).ChannelsAsync(MostPages, cancellationToken))
        {
            if (channel.Text("name"u8) is { } name && name.StartsWith("inc-", StringComparison.Ordinal))
                byName[name] = channel;
        }

        return byName;
    }

    private async Task<bool> IsOursAsync(string team, JsonElement channel, IncidentId id, CancellationToken cancellationToken)
    {
        var purpose = PurposeIn(channel);
        if (purpose.Length > 0)
            return purpose == PurposeOf(id);

        var self = await identity.FindAsync(team, cancellationToken);
        return self?.IsUser(channel.Text("creator"u8)) == true;
    }

    private async Task<OpenedHome> MoveInAsync(HomeRequest request, JsonElement channel, CancellationToken cancellationToken)
    {
        var id = channel.Text("id"u8) ?? throw new DeliveryException("channel_not_found");
        var home = SlackAddress.Conversation(request.Origin.Workspace, id);
        if (PurposeIn(channel).Length == 0)
            await MarkAsync(home, request.Id, cancellationToken);

        return new OpenedHome(home, channel.Text("name"u8) ?? id);
    }

    /// <summary>The purpose says whose channel it is, as name and maker do too: it is worth no delay.</summary>
    private async Task MarkAsync(Conversation home, IncidentId incident, CancellationToken cancellationToken)
    {
        try
        {
            await workspaces.In(home.Workspace).SetPurposeAsync(home.Channel, PurposeOf(incident), cancellationToken);
        }
        catch (SlackApiException refused) when (!refused.IsOfInstallation)
        {
            LogNoPurpose(incident, refused.Code);
        }
    }

    private static string PurposeOf(IncidentId id) => $"IncidentBot {id}";

    private static string PurposeIn(JsonElement channel) => channel.Child("purpose"u8).Text("value"u8) ?? "";

    [LoggerMessage(LogLevel.Warning, "The channel of {Incident} has no purpose: Slack says {Code}")]
    private partial void LogNoPurpose(IncidentId incident, string code);

    [LoggerMessage(LogLevel.Warning, "Slack does not let {User} be invited: {Code}")]
    private partial void LogNotInvited(string? user, string? code);
}
