using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

/// <summary>Channels of closed incidents end after seven days, and what comes back then goes on in a new one.</summary>
public sealed class ArchivingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ShiftedClock _clock = new(Monday);
    private SlackWorld _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await CreateAsync(postgres, slack => [("Homes:ArchiveAfterDays", "7"), ("Homes:RenameWithTitle", "true"), ("Operator:Channel", slack.NewChannel("operators").Id)], _clock);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Says_so_a_day_before_and_then_ends_the_channel()
    {
        var incident = await ClosedAsync("P2 Long over");
        var running = await _world.StartIncidentAsync("P2 Not over");

        await PassAsync(TimeSpan.FromDays(5.9));
        var early = Farewells(incident).Count;
        await PassAsync(TimeSpan.FromDays(6.1));
        await PassAsync(TimeSpan.FromDays(6.5));
        var announced = (Farewells(incident).Count, incident.Home.IsArchived);
        await PassAsync(TimeSpan.FromDays(7.2));
        await PassAsync(TimeSpan.FromDays(7.3));

        Assert.Equal(0, early);
        Assert.Equal((1, false), announced);
        Assert.True(incident.Home.IsArchived);
        Assert.False(running.Home.IsArchived);
        Assert.Single(await incident.LoggedAsync("home-archived"));
        Assert.Empty(_world.Slack.FindChannel("operators")!.BotPosts);
    }

    [Fact]
    public async Task Leaves_open_what_was_reopened_in_between()
    {
        var incident = await ClosedAsync("P2 Comes back");
        await PassAsync(TimeSpan.FromDays(6.5));

        await incident.CommandsAsync("reopen It is back");
        await PassAsync(TimeSpan.FromDays(8));
        var afterReopening = incident.Home.IsArchived;
        await incident.CommandAllAsync("resolve It is gone", "close --anyway enough");
        await PassAsync(TimeSpan.FromDays(9));
        await _world.OutboxIsEmptyAsync();

        Assert.False(afterReopening);
        Assert.False(incident.Home.IsArchived);
    }

    [Fact]
    public async Task Waits_for_its_time_though_it_was_renamed_after_the_notice()
    {
        var incident = await ClosedAsync("P2 Named wrongly");
        await PassAsync(TimeSpan.FromDays(6.5));

        await incident.CommandsAsync("rename Named rightly");
        await PassAsync(TimeSpan.FromDays(7.6));

        Assert.True(incident.Home.IsArchived);
        Assert.Single(Farewells(incident));
    }

    [Fact]
    public async Task Goes_on_in_a_new_channel_with_its_people_when_it_is_reopened_from_elsewhere()
    {
        var incident = await ClosedAsync("P2 Haunts us");
        var late = await _world.Grace.SaysAsync(incident.Home, "said before the end");
        await PassAsync(TimeSpan.FromDays(6.5));
        await PassAsync(TimeSpan.FromDays(7.6));
        var katherine = _world.Slack.Person("Katherine Johnson");

        var answer = await katherine.CommandsAsync(_world.NewRoom(), "/incident", $"reopen {incident.Id} It is back");
        await _world.OutboxIsEmptyAsync();
        var anew = incident with { Home = await _world.Slack.ChannelAsync(incident.Home.Name + "-2", Cancel) };
        await anew.CommandsAsync("note it goes on here");
        await _world.Grace.SaysAsync(anew.Home, "said in the new one");
        await _world.Grace.EditsAsync(late, "said before the end, as I meant it");

        Assert.True(answer.IsForAll, answer.Text);
        Assert.All([_world.Ada, _world.Grace, katherine], person => Assert.Contains(person.User.Id, anew.Home.Members));
        Assert.Contains(anew.Home.BotPosts, post => post.Text.Contains($"what was said before is in <#{incident.Home.Id}>", StringComparison.Ordinal));
        Assert.NotNull(anew.Home.Pinned);
        Assert.Contains("Investigating", anew.Home.Topic, StringComparison.Ordinal);
        Assert.Contains(anew.Home.Bookmarks, bookmark => bookmark.Title == "Postmortem");
        Assert.Contains("said before the end", await anew.SaidAsync());
        Assert.Contains("said in the new one", await anew.SaidAsync());
        Assert.Contains("as I meant it", await anew.RawLogAsync(), StringComparison.Ordinal);
        Assert.Contains("It is back", await anew.DraftAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_operator_where_the_channel_must_not_be_ended()
    {
        var incident = await ClosedAsync("P2 Kept by the rules");
        _world.Slack.Faults.Always("conversations.archive", Fault.Error("restricted_action"));

        await PassAsync(TimeSpan.FromDays(6.5));
        await PassAsync(TimeSpan.FromDays(7.6));
        await PassAsync(TimeSpan.FromDays(7.7));

        Assert.False(incident.Home.IsArchived);
        Assert.Contains("“archive” was left out", Assert.Single(_world.Slack.FindChannel("operators")!.BotPosts).Text, StringComparison.Ordinal);
        Assert.Empty(await incident.LoggedAsync("home-archived"));
    }

    private async Task<StartedIncident> ClosedAsync(string title)
    {
        var incident = await _world.StartIncidentAsync($"{title} --commander @{_world.Grace.User.Name}", _world.Grace);
        incident = incident with { Starter = _world.Grace };
        await incident.CommandAllAsync($"invite @{_world.Ada.User.Name}", "resolve It is gone", "close --anyway nobody will write it");
        return incident;
    }

    /// <summary>So long after Monday the job comes round.</summary>
    private async Task PassAsync(TimeSpan sinceMonday)
    {
        await _world.OutboxIsEmptyAsync();
        _clock.MoveTo(Monday + sinceMonday);
        await _world.Bot.Services.GetRequiredService<ArchiveHomesJob>().RunAsync(Cancel);
        await _world.OutboxIsEmptyAsync();
    }

    private static List<FakeMessage> Farewells(StartedIncident incident) =>
        [.. incident.Home.BotPosts.Where(post => post.Text.Contains("will be archived at", StringComparison.Ordinal))];
}
