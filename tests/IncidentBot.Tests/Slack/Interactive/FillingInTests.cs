using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Slack;

public sealed class FillingInTests(SlackWorld world) : IClassFixture<SlackWorld>
{
    [Fact]
    public async Task A_person_that_was_chosen_gets_the_role()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        await world.Ada.CommandsAsync(incident.Home, "/incident", "role");

        await world.Ada.SubmitsAsync(world.Ada.View!, ("Role", "Technical Lead"), ("Who takes it", "Grace Hopper"));

        Assert.Equal(world.Grace.User.Id, ((string)(await incident.LoggedAsync("role")).Single()["holder"]!["personId"]!).Split('/')[1]);
    }

    [Fact]
    public async Task The_bare_command_opens_the_form_that_declares()
    {
        var room = world.NewRoom();

        var answer = await world.Ada.CommandsAsync(room, "/incident", "start");
        await world.Ada.SubmitsAsync(world.Ada.View!, ("What hurts", "Mail & <calendar> stand still"), ("Severity", "P1: a main function is down"), ("Services", "mail, calendar"), ("Who is in command", "Grace Hopper"));

        Assert.Equal("", answer.Text);
        await Eventually.TrueAsync(() => room.BotPosts.Any(post => post.Text.Contains("declared by", StringComparison.Ordinal)), "the room learns of it", Cancel);
        var home = await HomeOfAsync(room.BotPosts);
        await Eventually.TrueAsync(() => home.Pinned?.VisibleText.Contains("Mail & <calendar> stand still", StringComparison.Ordinal) == true, "the card is there", Cancel);
        Assert.Contains("Grace Hopper", home.Pinned!.VisibleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_recorded_once()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var form = await OpenAsync(incident.Home.Pinned!, "Note");
        JsonObject? sent = null;

        await world.Ada.SubmitsAsync(form, ("What happened", "Alert fired"), ("When", "99:99"));
        await world.Ada.SubmitsTamperedAsync(form, payload =>
        {
            payload["view"]!["state"]!["values"]!["at"]!["answer"]!["value"] = null;
            sent = payload.DeepClone().AsObject();
        });
        sent!["view"]!["hash"] = "another";
        var again = await world.Slack.Inbox.AskAsync("interactive", sent);

        Assert.Equal((200, ""), (again.Status, again.Body));
        Assert.Single(await incident.LoggedAsync("note"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("00000000000000000000000000000000")]
    public async Task A_form_whose_origin_was_tampered_with_records_nothing(string metadata)
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var form = await OpenAsync(incident.Home.Pinned!, "Note");
        await world.Ada.TypesAsync(form, ("What happened", "Alert fired"));

        await world.Ada.SubmitsTamperedAsync(form, privateMetadata: metadata);

        Assert.Contains("not known any more", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        Assert.Empty(await incident.LoggedAsync("note"));
    }

    [Fact]
    public async Task Nobody_sends_the_form_of_somebody_else()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var form = await OpenAsync(incident.Home.Pinned!, "Note");
        await world.Ada.TypesAsync(form, ("What happened", "Alert fired"));

        await world.Ada.SubmitsTamperedAsync(form, payload => payload["user"]!["id"] = world.Grace.User.Id);

        Assert.Contains("not known any more", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        Assert.Empty(await incident.LoggedAsync("note"));
    }

    [Fact]
    public async Task An_incomplete_form_is_refused()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");
        var form = await OpenAsync(incident.Home.Pinned!, "Note");

        await world.Ada.SubmitsTamperedAsync(form, state: []);

        Assert.NotEmpty(form.Errors);
        Assert.Empty(await incident.LoggedAsync("note"));
    }

    [Fact]
    public async Task A_long_update_leaves_the_cards_buttons_where_they_are()
    {
        var incident = await world.StartIncidentAsync("P1 Checkout is down");

        await world.Ada.SubmitsAsync(await OpenAsync(incident.Home.Pinned!, "Update"), ("text", string.Concat(Enumerable.Repeat("<<&&>> ", 428))));
        await incident.CommandsAsync("severity P0");

        await Eventually.TrueAsync(() => incident.Home.Pinned!.VisibleText.Contains("P0", StringComparison.Ordinal), "the card is edited", Cancel);
        Assert.Contains("There is more than fits into a message", incident.Home.Pinned!.VisibleText, StringComparison.Ordinal);
        Assert.Contains(incident.Home.Pinned!.Buttons, button => button.Text == "Resolve");
    }

    private async Task<FakeView> OpenAsync(FakeMessage message, string button)
    {
        await world.Ada.PressesAsync(message, button);
        return world.Ada.View ?? throw new InvalidOperationException($"“{button}” opened no form: {string.Join(" // ", message.Channel.EphemeralsOf(world.Ada).Select(whisper => whisper.Text))}");
    }

    private Task<FakeChannel> HomeOfAsync(IReadOnlyList<FakeMessage> posts) =>
        world.Slack.ChannelAsync(IncidentIn.Id(posts.First(post => post.Text.Contains("declared by", StringComparison.Ordinal)).Text).ToLowerInvariant(), Cancel);
}
