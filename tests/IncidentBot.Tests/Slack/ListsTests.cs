using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Npgsql;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class ListsTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task Whoever_is_invited_into_a_private_incident_finds_it_too()
    {
        var room = world.NewRoom();
        var id = IncidentIn.Id((await world.Ada.CommandsAsync(room, "/incident", "start P1 Mole in the garden --private")).Text);
        var home = await world.Slack.ChannelAsync(id.ToLowerInvariant(), Cancel);
        await Eventually.TrueAsync(() => home.Pinned is not null, "the incident lives there", Cancel);
        var before = await world.Grace.CommandsAsync(room, "/incident", "search mole");

        await world.Ada.CommandsAsync(home, "/incident", "invite @Grace Hopper");

        Assert.DoesNotContain(id, before.Text, StringComparison.Ordinal);
        await Eventually.GetAsync(async () =>
        {
            var found = await world.Grace.CommandsAsync(room, "/incident", "search mole");
            Assert.Contains(id, found.Text, StringComparison.Ordinal);
            return found;
        }, Cancel);
    }

    [Fact]
    public async Task What_is_found_leads_to_its_channel_and_its_page_and_is_turned_page_by_page()
    {
        var incident = await world.StartIncidentAsync("P2 Walrus in the pool");
        await CopyAsync(incident.Id, 44);
        var room = world.NewRoom();
        await SearchAsync(world.NewRoom(), "search walrus", "45 in all");

        var found = await world.Ada.CommandsAsync(room, "/incident", "search walrus");
        await world.Ada.PressesAsync(found.Message!, "Next page");
        await world.Ada.PressesAsync(found.Message!, "Next page");

        Assert.Contains($"<#{incident.Home.Id}>", found.Text, StringComparison.Ordinal);
        Assert.Contains($"/incidents/{incident.Id}|postmortem>", found.Text, StringComparison.Ordinal);
        Assert.Contains("Page 3 of 3, 45 in all", found.Message!.VisibleText, StringComparison.Ordinal);
        Assert.Single(room.EphemeralsOf(world.Ada));
    }

    [Fact]
    public async Task Work_is_done_from_the_list()
    {
        var me = world.Slack.Person("Margaret Hamilton");
        var incident = await world.StartIncidentAsync("P1 Landing is bumpy", me);
        await incident.CommandsAsync("action P0 Rehearse the alarm @Margaret Hamilton by 2030-01-20");
        var list = (await me.CommandsAsync(world.NewRoom(), "/incident", "todo")).Message!;

        await me.PressesAsync(list, list.Buttons.Single(button => button.Text == "Done"));

        Assert.Contains("due 2030-01-20", list.VisibleText, StringComparison.Ordinal);
        Assert.Contains("You have no open action items", (await me.CommandsAsync(world.NewRoom(), "/incident", "todo")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_of_any_size_is_shown_with_the_way_to_the_rest()
    {
        var incident = await world.StartIncidentAsync("P1 Very much happened");
        await incident.CommandAllAsync(Enumerable.Range(1, 30).Select(place => $"factor {place} {new string('&', 900)}"));

        var shown = await world.Ada.CommandsAsync(incident.Home, "/incident", "show");

        Assert.Equal(200, shown.Status);
        Assert.Contains("more than fits", shown.Message!.VisibleText, StringComparison.Ordinal);
        Assert.Contains(shown.Message.Buttons, button => button.Text == "Timeline");
    }

    /// <summary>What was just recorded is found a moment later.</summary>
    private Task<CommandAnswer> SearchAsync(FakeChannel room, string command, string expected) => Eventually.GetAsync(async () =>
    {
        var found = await world.Ada.CommandsAsync(room, "/incident", command);
        Assert.Contains(expected, found.Message?.VisibleText ?? found.Text, StringComparison.Ordinal);
        return found;
    }, Cancel);

    private async Task CopyAsync(string incident, int count)
    {
        await using var connection = new NpgsqlConnection(world.Database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("""
            insert into incidents (id, title, status, severity, started_at, is_private, is_drill, version, record, created_at)
            select 'INC-2023-0101-' || (1000 + place), title, 'Closed', severity, started_at - interval '1 day', false, false, version, record, created_at
              from incidents, generate_series(1, $2) place
             where id = $1
            """, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = incident });
        command.Parameters.Add(new NpgsqlParameter { Value = count });
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
