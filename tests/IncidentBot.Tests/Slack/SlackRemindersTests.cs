using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackRemindersTests(PostgresFixture postgres)
{
    [Fact]
    public async Task As_many_items_as_stand_in_one_message_fit_Slacks_limits()
    {
        await using var world = await CreateAsync();
        var incident = await world.StartHereAsync(world.NewRoom(), "P1 Much to do");
        await Owing.OweAsync(world, incident.Id, [.. Enumerable.Repeat(Owing.IdOf(world, world.Grace), 25)]);

        await world.Bot.Services.GetRequiredService<RemindOwnersJob>().RunAsync(SlackWorld.Cancel);

        var told = await ToldAsync(world, "5 more");
        Assert.Equal(20, told.Buttons.Count(button => button.Text == "Done"));
        Assert.Equal(20, told.Buttons.Count(button => button.Text == "Reassign"));
    }

    [Fact]
    public async Task Slack_is_asked_for_somebodys_own_conversation_once_however_often_they_are_written_to()
    {
        await using var world = await CreateAsync();
        var incident = await world.StartIncidentAsync("P1 Checkout is down");

        await incident.CommandsAsync("action P0 Add an index @Grace Hopper by 2034-01-16");
        await ToldAsync(world, "Add an index");
        await incident.CommandsAsync("action P0 Write it down @Grace Hopper by 2034-01-16");
        await ToldAsync(world, "Write it down");

        Assert.Single(world.Slack.CallsOf("conversations.open"), call => call.Arguments.Values.Contains(world.Grace.User.Id));
    }

    private Task<SlackWorld> CreateAsync() =>
        SlackWorld.CreateAsync(postgres, settings: [.. Owing.AtAnyTime.Select(setting => (setting.Key, setting.Value!))]);

    private static async Task<FakeMessage> ToldAsync(SlackWorld world, string words)
    {
        IEnumerable<FakeMessage> Found() => world.Slack.Workspace.DirectWith(world.Grace.User).BotPosts.Where(post => post.VisibleText.Contains(words, StringComparison.Ordinal));
        await Eventually.TrueAsync(() => Found().Any(), $"Grace is told: {words}", SlackWorld.Cancel);
        return Found().Single();
    }
}
