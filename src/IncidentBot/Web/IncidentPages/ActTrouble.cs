using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

internal static class ActTrouble
{
    public static PageTrouble NobodyActs { get; } = new(
        "Sign in to do this", "Type /incident web in your chat: the bot answers you alone with a link that signs you in here.");
}
