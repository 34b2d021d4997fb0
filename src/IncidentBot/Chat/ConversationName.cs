using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>A conversation as it is written in settings: <c>platform:workspace/channel</c>, or the channel alone.</summary>
public static class ConversationName
{
    /// <param name="nearby">Whose platform and workspace a bare channel is in.</param>
    /// <returns>Nothing where a bare channel stands alone.</returns>
    public static Conversation? Read(string written, Conversation? nearby) => written.Trim().Split(':', '/') is [var platform, var workspace, var channel]
        ? new Conversation(platform, workspace, channel)
        : nearby is null ? null : nearby with { Channel = written.Trim() };
}
