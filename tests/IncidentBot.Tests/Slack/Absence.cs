namespace IncidentBot.Tests.Slack;

internal static class Absence
{
    /// <summary>The bot is stopped, things happen of which Slack tells it in vain, and it is started again.</summary>
    public static async Task WithoutBotAsync(this SlackWorld world, Func<Task> deeds)
    {
        world.Slack.Inbox.Bot = null;
        await world.Bot.StopAsync();
        await deeds();
        await world.Bot.RestartAsync();
        world.Slack.Inbox.Bot = world.Bot.Address;
    }
}
