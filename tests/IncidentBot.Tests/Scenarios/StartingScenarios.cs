using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

public abstract class StartingScenarios(IChat chat)
{
    [Fact]
    public async Task Tells_everybody_where_it_was_declared_and_where_the_incident_lives()
    {
        var incident = await StartAsync(chat, "P2 Search is slow", Grace);

        Assert.True(incident.Answer.IsForAll);
        Assert.Contains("declared by @Grace Hopper", incident.Answer.Text, StringComparison.Ordinal);
        Assert.NotEqual(incident.Room, incident.Home);
        await Eventually.TrueAsync(
            () => chat.SaidIn(incident.Room).Any(said => said.Text.Contains($"{incident.Id} lives in", StringComparison.Ordinal)), "the room knows where", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Keeps_one_card_in_step()
    {
        var incident = await StartAsync(chat, "P1 Mail stands still");

        await incident.DoAsync("commander @Grace Hopper", "severity P0 nobody gets mail", "status identified a full disk");

        await Eventually.TrueAsync(() => incident.Card.Text.Contains("Identified", StringComparison.Ordinal), "the card says the status", TestContext.Current.CancellationToken);
        Assert.Contains("P0", incident.Card.Text, StringComparison.Ordinal);
        Assert.Contains("Grace Hopper", incident.Card.Text, StringComparison.Ordinal);
        Assert.Single(chat.SaidIn(incident.Home), said => said.Buttons.Contains("Resolve"));
    }

    [Fact]
    public async Task Stays_where_it_is_when_it_is_told_to()
    {
        var room = chat.NewRoom();

        var answer = await chat.CommandAsync(room, Ada, "start P3 Printer jams --here");
        var note = await chat.CommandAsync(room, Ada, "note paper tray is bent");

        Assert.True(answer.IsForAll && note.IsForAll, $"{answer} {note}");
        Assert.Contains("paper tray is bent", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_a_title()
    {
        var answer = await chat.CommandAsync(chat.NewRoom(), Ada, "start P1");

        Assert.False(answer.IsForAll);
        Assert.Contains("needs a title", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_second_of_a_minute_a_number_of_its_own()
    {
        var first = await StartAsync(chat, "P1 First --at 2024-02-29 23:59Z");
        var second = await StartAsync(chat, "P1 Second --at 2024-02-29 23:59Z");

        Assert.Equal("INC-2024-0229-2359", first.Id);
        Assert.Equal("INC-2024-0229-2359-2", second.Id);
        Assert.NotEqual(first.Home, second.Home);
    }

    [Fact]
    public async Task Hostile_words_stay_words_wherever_they_are_shown()
    {
        const string title = "<!channel> @here *bold* [a](https://evil.example) | <at>Grace</at> & `code`";
        var incident = await StartAsync(chat, "P1 " + title);

        await incident.DoAsync("note <script>alert(1)</script> | x -> **not** <@U1> @channel");

        await Eventually.TrueAsync(() => incident.Card.Text.Contains("@here", StringComparison.Ordinal), "the card shows the title", TestContext.Current.CancellationToken);
        Assert.Contains("<!channel>", incident.Card.Text, StringComparison.Ordinal);
        Assert.Contains("https://evil.example", incident.Card.Text, StringComparison.Ordinal);
        var row = await incident.RowAsync("alert(1)");
        Assert.Contains("<script>", System.Net.WebUtility.HtmlDecode(row).Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("<script>alert(1)</script> | x", (string?)Assert.Single(await incident.LoggedAsync("note"))["event"]);
    }

    [Fact]
    public async Task The_link_that_signs_in_reaches_whoever_asks_for_it_alone_and_is_written_down_nowhere()
    {
        var room = chat.NewRoom();

        var answer = await chat.CommandAsync(room, Ada, "web");

        Assert.False(answer.IsForAll);
        Assert.Contains("works once", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(chat.SaidIn(room), said => said.Text.Contains("works once", StringComparison.Ordinal));
        Assert.Equal(0, await Slack.Rows.CountAsync(chat.Database, "select count(*) from outbox where payload::text like '%works once%'"));
    }

    [Fact]
    public async Task A_private_incident_is_listed_and_found_by_its_own_people_alone()
    {
        var room = chat.NewRoom();
        var declared = await chat.CommandAsync(room, Ada, "start P1 Burglar in the vault --private");
        var id = IdIn(declared);

        var listed = await chat.CommandAsync(room, Ada, "list");
        var listedElse = await chat.CommandAsync(room, Grace, "list");
        var foundElse = await chat.CommandAsync(room, Grace, "search burglar");
        var shownElse = await chat.CommandAsync(room, Grace, $"show {id}");

        Assert.False(declared.IsForAll);
        Assert.DoesNotContain(chat.SaidIn(room), said => said.Text.Contains("vault", StringComparison.Ordinal));
        Assert.Contains(id, listed.Text, StringComparison.Ordinal);
        Assert.Contains("private", listed.Text, StringComparison.Ordinal);
        Assert.False(listed.IsForAll);
        Assert.DoesNotContain(id, listedElse.Text, StringComparison.Ordinal);
        Assert.All([foundElse, shownElse], answer => Assert.DoesNotContain("vault", answer.Text, StringComparison.Ordinal));
    }
}

public sealed class StartingInSlack(SharedSlack slack) : StartingScenarios(slack.Chat), IClassFixture<SharedSlack>;

[Collection(InTeams.Name)]
public sealed class StartingInTeams(SharedTeams teams) : StartingScenarios(teams.Chat);
