using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>What comes back at once to whoever typed a command.</summary>
/// <param name="IsForAll">Shown in the conversation; otherwise to the sender alone.</param>
public sealed record Reply(BotText Text, bool IsForAll)
{
    public static Reply ToSender(BotText text) => new(text, IsForAll: false);

    public static Reply ToAll(BotText text) => new(text, IsForAll: true);
}
