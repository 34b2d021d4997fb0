using IncidentBot.Slack;
using IncidentBot.Tests.Slack.Fake;
using Npgsql;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class HomeTabTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task Shows_what_is_open_my_own_first_and_where_it_lives()
    {
        var me = world.Slack.Person("Katherine Johnson");
        var mine = await world.StartIncidentAsync("P1 Orbit is off", me);
        var other = await world.StartIncidentAsync("P2 Printer is out of ink");

        var home = await me.OpensHomeAsync();

        Assert.Contains("★ ", Line(home, mine.Id), StringComparison.Ordinal);
        Assert.Contains(mine.Home.Name, Line(home, mine.Id), StringComparison.Ordinal);
        Assert.Contains("postmortem", Line(home, mine.Id), StringComparison.Ordinal);
        Assert.True(home.Text.IndexOf(mine.Id, StringComparison.Ordinal) < home.Text.IndexOf(other.Id, StringComparison.Ordinal), home.Text);
        Assert.DoesNotContain("★ ", Line(home, other.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_is_declared_from_there_and_then_stands_there()
    {
        var me = world.Slack.Person("Mary Jackson");
        var home = await me.OpensHomeAsync();

        await me.PressesAsync(home, "Declare an incident");
        await me.SubmitsAsync(me.View!, ("What hurts", "The tunnel is silent"), ("Severity", "P1: a main function is down"));

        await me.SeesOnHomeAsync("The tunnel is silent");
    }

    [Fact]
    public async Task My_work_is_started_and_done_from_there_without_a_word_more()
    {
        var me = world.Slack.Person("Dorothy Vaughan");
        var incident = await world.StartIncidentAsync("P1 Compiler is slow", me);
        await incident.CommandsAsync("action P0 Buy a faster one @Dorothy Vaughan by 2030-01-20");
        await me.OpensHomeAsync();
        var home = await me.SeesOnHomeAsync("Buy a faster one");

        await me.PressesAsync(home, "Start");
        home = await me.SeesOnHomeAsync("in progress");
        await me.PressesAsync(home, home.ButtonBeside("Buy a faster one", "Done"));

        await me.SeesNoMoreOnHomeAsync("Buy a faster one");
        Assert.Contains("You have no open action items", me.Home!.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await incident.LoggedAsync("action-item-status")).Count);
        Assert.DoesNotContain(world.Slack.Workspace.Channels, channel => channel.IsDirect && channel.BotPosts.Any(post => post.Text.Contains("Buy a faster one", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_cannot_be_done_any_more_is_said_to_whoever_pressed()
    {
        var me = world.Slack.Person("Annie Easley");
        var incident = await world.StartIncidentAsync("P1 Rocket is late", me);
        await incident.CommandsAsync("action P0 Push @Annie Easley");
        await me.OpensHomeAsync();
        var home = await me.SeesOnHomeAsync("Push");
        var done = home.ButtonBeside("Push", "Done");
        await incident.CommandsAsync("action done AI-001");

        await me.PressesAsync(home, done);

        await me.SeesNoMoreOnHomeAsync("Push");
        Assert.Contains(Direct(me).BotPosts, post => post.Text.Contains("AI-001 is already done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Opened_again_by_two_windows_at_once_it_still_shows_what_is_so()
    {
        var me = world.Slack.Person("Joan Clarke");
        await me.OpensHomeAsync();
        var incident = await world.StartIncidentAsync("P1 Enigma is back", me);

        await Task.WhenAll(me.OpensHomeAsync(), me.OpensHomeAsync(), me.OpensHomeAsync());

        await me.SeesOnHomeAsync(incident.Id);
        Assert.DoesNotContain(world.Slack.CallsOf("views.publish"), call => call.Outcome is not ("ok" or "hash_conflict"));
    }

    [Fact]
    public async Task The_other_tab_publishes_nothing()
    {
        var me = world.Slack.Person("Hedy Lamarr");

        var delivery = await me.OpensMessagesTabAsync();

        Assert.True(delivery.IsAcknowledged);
        Assert.Null(me.Home);
    }

    [Fact]
    public async Task A_private_incident_is_there_for_its_own_people_alone()
    {
        var me = world.Slack.Person("Radia Perlman");
        var owner = world.Slack.Person("Sophie Wilson");
        var answer = await me.CommandsAsync(world.NewRoom(), "/incident", "start P1 Somebody is inside --private");
        var id = IncidentIn.Id(answer.Text);
        await world.Slack.ChannelAsync(id.ToLowerInvariant(), Cancel);

        var mine = await me.OpensHomeAsync();
        var theirs = await owner.OpensHomeAsync();

        Assert.Contains("private", Line(mine, id), StringComparison.Ordinal);
        Assert.DoesNotContain(id, theirs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_see_nothing_and_guests_only_what_is_theirs()
    {
        var incident = await world.StartIncidentAsync("P1 Not for everybody");
        var stranger = world.Slack.PersonOfAnotherWorkspace("Mallory");
        var guest = world.Slack.Guest("Consultant", incident.Home);

        var ofStranger = await stranger.OpensHomeAsync();
        var ofGuest = await guest.OpensHomeAsync();

        Assert.DoesNotContain(incident.Id, ofStranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(incident.Id, ofGuest.Text, StringComparison.Ordinal);
        Assert.Empty(ofStranger.Buttons);
        Assert.Empty(ofGuest.Buttons);
    }

    [Fact]
    public async Task Sixty_incidents_and_two_hundred_items_of_the_longest_words_are_turned_page_by_page()
    {
        var me = world.Slack.Person("Barbara Liskov");
        var incident = await world.StartIncidentAsync("P1 Everything is down", me);
        await FillAsync(incident.Id, SlackAddress.Of(world.Slack.Workspace.TeamId, me.User.Id));

        await me.OpensHomeAsync();
        var home = await me.SeesOnHomeAsync("200 in all");
        await me.PressesAsync(home, home.Buttons.Where(button => button.Text == "Next page").Last());
        await me.SeesOnHomeAsync("Page 2 of 20");
        await me.PressesAsync(me.Home!, me.Home!.Buttons.First(button => button.Text == "Next page"));
        await me.SeesOnHomeAsync("Page 2 of 20");
        await me.SeesOnHomeAsync("Page 2 of 7");
        await me.PressesAsync(me.Home!, me.Home!.Buttons.First(button => button.Text == "Done"));

        Assert.Contains("Page 2 of 20", me.Home!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Slack.CallsOf("views.publish"), call => call.Outcome is not ("ok" or "hash_conflict"));
    }

    private static string Line(FakeView home, string words) => home.Text.Split('\n').First(line => line.Contains(words, StringComparison.Ordinal));

    private FakeChannel Direct(FakePerson person)
    {
        lock (world.Slack.Workspace.Gate)
            return world.Slack.Workspace.DirectWith(person.User);
    }

    /// <summary>Copies of an incident, and items as they may be at their worst: Slack counts what is escaped.</summary>
    private async Task FillAsync(string incident, string owner)
    {
        await using var connection = new NpgsqlConnection(world.Database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("""
            insert into incidents (id, title, status, severity, started_at, is_private, is_drill, version, record, created_at)
            select 'INC-2024-0101-' || (1000 + place), repeat('<&', 100), status, severity, started_at, false, false, version, record, created_at
              from incidents, generate_series(1, 60) place
             where id = $1;
            """, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = incident });
        await command.ExecuteNonQueryAsync(Cancel);
        await using var items = new NpgsqlCommand("""
            insert into action_items (incident_id, id, text, owner_name, owner_id, priority, due_on, status)
            select $1, 'AI-' || (1000 + place), repeat('<&>*', 125), 'Barbara', $2, 'P1', null, 'Open'
              from generate_series(1, 200) place
            """, connection);
        items.Parameters.Add(new NpgsqlParameter { Value = incident });
        items.Parameters.Add(new NpgsqlParameter { Value = owner });
        await items.ExecuteNonQueryAsync(Cancel);
    }
}
