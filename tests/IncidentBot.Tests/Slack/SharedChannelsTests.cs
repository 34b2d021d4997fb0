using System.Globalization;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class SharedChannelsTests(SlackWorld world, PostgresFixture postgres) : IClassFixture<SlackWorld>
{
    [Theory]
    [InlineData("start P1 Checkout is down --here")]
    [InlineData("convert P1 Checkout is down")]
    public async Task No_incident_lives_where_another_organisation_reads_along(string command)
    {
        var shared = Shared();

        var answer = await world.Ada.CommandsAsync(shared, "/incident", command);

        Assert.False(answer.IsForAll);
        Assert.Contains("another organisation", answer.Text, StringComparison.Ordinal);
        Assert.Empty(shared.BotPosts);
    }

    [Fact]
    public async Task One_is_started_from_there_and_only_its_sender_learns_of_it_there()
    {
        var shared = Shared();
        await world.Ada.JoinsAsync(shared);

        var answer = await world.Ada.CommandsAsync(shared, "/incident", "start P1 Checkout is down");

        var home = await world.Slack.ChannelAsync(IncidentIn.Id(answer.Text).ToLowerInvariant(), Cancel);
        await Eventually.TrueAsync(() => shared.EphemeralsOf(world.Ada).Any(whisper => whisper.Text.Contains($"<#{home.Id}>", StringComparison.Ordinal)), "Ada is told where it lives", Cancel);
        Assert.False(answer.IsForAll);
        Assert.Empty(shared.BotPosts);
    }

    [Fact]
    public async Task The_document_is_not_given_to_it_as_a_file()
    {
        var shared = Shared();
        var incident = await world.StartIncidentAsync("P1 Checkout is down");

        var answer = await world.Ada.CommandsAsync(shared, "/incident", $"postmortem {incident.Id} export md");

        Assert.Contains("does not come as a file", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Slack.UploadedFiles, file => file.Shares.Any(share => share.Channel == shared));
    }

    [Fact]
    public async Task A_mention_there_is_answered_to_its_sender_alone()
    {
        var shared = Shared();
        await world.Ada.JoinsAsync(shared);

        await world.Ada.MentionsBotAsync(shared, "start P1 Tower is on fire");

        await Eventually.TrueAsync(() => shared.EphemeralsOf(world.Ada).Any(whisper => whisper.Text.Contains("Tower is on fire", StringComparison.Ordinal)), "Ada has her answer", Cancel);
        Assert.Empty(shared.BotPosts);
    }

    [Fact]
    public async Task A_channel_without_a_place_for_it_makes_do_with_its_declarer_and_not_with_the_shared_channel()
    {
        await using var alone = await CreateAsync(postgres);
        alone.Slack.Faults.Always("conversations.create", Fault.Error("restricted_action"));
        var shared = alone.Slack.NewChannel("partners", withBot: true, isShared: true);

        await alone.Ada.CommandsAsync(shared, "/incident", "start P1 Checkout is down");

        await Eventually.TrueAsync(() => alone.Slack.Workspace.Channels.Any(channel => channel.IsDirect && channel.Pinned is not null), "the card is with Ada", Cancel);
        Assert.Empty(shared.BotPosts);
    }

    [Fact]
    public async Task It_is_not_announced_there_and_the_operator_learns_of_it()
    {
        await using var alone = await CreateAsync(postgres, null, ("Announcements:Channel", "C_SHARED"), ("Announcements:Updates:0", "C_SHARED"));
        var shared = alone.Slack.NewChannel("partners", withBot: true, isShared: true);
        await using var bot = await TestBot.StartAsync(alone.Database, With(alone, ("Announcements:Channel", shared.Id), ("Announcements:Updates:0", shared.Id)));
        await alone.Bot.StopAsync();
        alone.Slack.Inbox.Bot = bot.Address;

        var incident = await alone.StartIncidentAsync("P1 Checkout is down", pages: bot.Http);
        await incident.CommandsAsync("update We look into it");

        await Eventually.GetAsync(async () =>
        {
            Assert.True(await Rows.CountAsync(alone.Database, "select count(*) from operator_notes where note like '%shared_channel%'") >= 2);
            return true;
        }, Cancel);
        Assert.Empty(shared.BotPosts);
    }

    [Fact]
    public async Task It_is_as_anywhere_else_where_the_operator_allows_it()
    {
        await using var alone = await CreateAsync(postgres, null, ("Slack:AllowSharedChannels", "true"));
        var shared = alone.Slack.NewChannel("partners", withBot: true, isShared: true);

        var incident = await alone.StartHereAsync(shared, "P1 Checkout is down");

        Assert.True(incident.Answer.IsForAll);
        await Eventually.TrueAsync(() => shared.Pinned is not null, "its card is there", Cancel);
    }

    private FakeChannel Shared() =>
        world.Slack.NewChannel(string.Create(CultureInfo.InvariantCulture, $"partners-{Guid.NewGuid():N}"), withBot: true, isShared: true);

    private static Dictionary<string, string?> With(SlackWorld world, params (string Name, string Value)[] settings)
    {
        var all = world.Settings();
        foreach (var (name, value) in settings)
            all[name] = value;
        return all;
    }
}
