namespace IncidentBot.Teams;

/// <summary>Addresses at which Teams shows a message. Source: "Create deep links", Microsoft Teams platform.</summary>
public static class TeamsLinks
{
    private const string Base = "https://teams.microsoft.com/l/message/";

    /// <returns>Nothing for a conversation with the bot alone, which has no such address.</returns>
    public static string? Message(TeamsActivity activity, string messageId) => activity switch
    {
        { Kind: TeamsKind.Personal } => null,
        { ThreadRoot: { } root, TeamsChannelId: { } channel } =>
            $"{Base}{Uri.EscapeDataString(channel)}/{Uri.EscapeDataString(messageId)}?tenantId={Uri.EscapeDataString(activity.Tenant)}{GroupOf(activity)}&parentMessageId={Uri.EscapeDataString(root)}",
        _ => $"{Base}{Uri.EscapeDataString(activity.ConversationId)}/{Uri.EscapeDataString(messageId)}?context={Uri.EscapeDataString("""{"contextType":"chat"}""")}",
    };

    private static string GroupOf(TeamsActivity activity) =>
        activity.ChannelData.Child("team"u8).Text("aadGroupId"u8) is { Length: > 0 } group ? $"&groupId={Uri.EscapeDataString(group)}" : "";
}
