using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Buttons and menus in messages, and the addresses at which answers may come later.</summary>
public sealed class FakePressesTests : IAsyncLifetime
{
    private const string Card = """
        [{"type":"section","block_id":"b","text":{"type":"mrkdwn","text":"*P1* by <@U0BOT> &amp; more"},
          "accessory":{"type":"overflow","action_id":"o","options":[{"text":{"type":"plain_text","text":"Rename"},"value":"r"}]}},
         {"type":"actions","elements":[
          {"type":"button","action_id":"mitigate","value":"INC-1","style":"primary","text":{"type":"plain_text","text":"Mitigate"}},
          {"type":"static_select","action_id":"severity","placeholder":{"type":"plain_text","text":"Severity"},
           "options":[{"text":{"type":"plain_text","text":"P2"},"value":"2"}]}]}]
        """;

    private FakeSlack _slack = null!;
    private BareClient _api = null!;
    private BareBot _bot = null!;
    private FakeChannel _room = null!;
    private FakePerson _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _api = new BareClient(_slack);
        _bot = await BareBot.StartAsync(_slack);
        _room = _slack.NewChannel("room", withBot: true);
        _ada = _slack.Person("Ada");
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _api.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Tells_who_pressed_what_where()
    {
        await _api.FormAsync("chat.postMessage", ("channel", _room.Id), ("text", "card"), ("blocks", Card));
        var card = _room.BotPosts[0];

        var answer = await _ada.PressesAsync(card, "Mitigate");

        var got = _bot.Got.Last(message => message["type"]!.GetValue<string>() == "block_actions");
        Assert.Equal(200, answer.Status);
        Assert.Equal("*P1* by @incidentbot & more", card.VisibleText);
        Assert.Equal(["Mitigate"], card.Buttons.Select(button => button.Text));
        Assert.Equal((_ada.User.Id, "T0INCIDENT"), (got["user"]!["id"]!.GetValue<string>(), got["user"]!["team_id"]!.GetValue<string>()));
        Assert.Equal((card.Ts, false), (got["container"]!["message_ts"]!.GetValue<string>(), got["container"]!["is_ephemeral"]!.GetValue<bool>()));
        Assert.Equal(("mitigate", "INC-1"), (got["actions"]![0]!["action_id"]!.GetValue<string>(), got["actions"]![0]!["value"]!.GetValue<string>()));
        Assert.NotNull(got["message"]!["blocks"]);
    }

    [Fact]
    public async Task Chooses_from_menus_what_is_offered()
    {
        await _api.FormAsync("chat.postMessage", ("channel", _room.Id), ("text", "card"), ("blocks", Card));
        var card = _room.BotPosts[0];

        await _ada.ChoosesAsync(card, "Severity", "P2");
        var chosen = Last();
        await _ada.ChoosesAsync(card, "o", "Rename");

        Assert.Equal("2", chosen["actions"]![0]!["selected_option"]!["value"]!.GetValue<string>());
        Assert.Equal("r", Last()["actions"]![0]!["selected_option"]!["value"]!.GetValue<string>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _ada.ChoosesAsync(card, "Severity", "P7"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _ada.PressesAsync(card, "Nowhere"));
    }

    [Fact]
    public async Task Shows_an_ephemeral_message_to_one_person_and_lets_it_be_changed_only_at_the_response_address()
    {
        await _api.FormAsync("chat.postEphemeral", ("channel", _room.Id), ("user", _ada.User.Id), ("text", "for you"), ("blocks", Card));
        var shown = Assert.Single(_room.EphemeralsOf(_ada));

        await _ada.PressesAsync(shown, "Mitigate");

        var got = Last();
        Assert.False(got.ContainsKey("message"));
        Assert.True(got["container"]!["is_ephemeral"]!.GetValue<bool>());
        Assert.Equal("message_not_found", await _api.ErrorAsync("chat.update", ("channel", _room.Id), ("ts", shown.Ts), ("text", "x")));
        Assert.Equal(200, await RespondAsync(got, """{"replace_original":true,"text":"done"}"""));
        Assert.Equal("done", shown.VisibleText);
        Assert.Equal(200, await RespondAsync(got, """{"delete_original":true}"""));
        Assert.Empty(_room.EphemeralsOf(_ada));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _slack.Person("Grace").PressesAsync(shown, "Mitigate"));
    }

    [Fact]
    public async Task Takes_five_posts_at_the_address_of_a_command_and_its_message_has_buttons()
    {
        _bot.Answers($$"""{"response_type":"ephemeral","text":"menu","blocks":{{Card}}}""");

        var answer = await _ada.CommandsAsync(_room, "/incident", "");
        await _ada.PressesAsync(answer.Message!, "Mitigate");
        var address = _bot.Got.First(got => got.ContainsKey("command"));
        var statuses = new List<int>();
        for (var post = 0; post < 6; post++)
            statuses.Add(await RespondAsync(address, """{"response_type":"in_channel","text":"said"}"""));

        Assert.Equal([200, 200, 200, 200, 200, 404], statuses);
        Assert.Equal(5, _room.BotPosts.Count);
        Assert.Equal(400, await RespondAsync(Last(), """{"text":"x","blocks":[{"type":"unheard_of"}]}"""));
    }

    [Fact]
    public async Task Gives_a_command_no_answer_but_a_form_where_one_opens()
    {
        _bot.Answer = async got =>
        {
            await _api.FormAsync("views.open", ("trigger_id", got["trigger_id"]!.GetValue<string>()), ("view", """{"type":"modal","title":{"type":"plain_text","text":"Declare"},"blocks":[]}"""));
            return (200, null);
        };

        var answer = await _ada.CommandsAsync(_room, "/incident", "start");

        Assert.Equal((200, "", "Declare"), (answer.Status, answer.Text, _ada.View!.Title));
    }

    [Fact]
    public async Task Says_that_a_command_timed_out()
    {
        _slack.Inbox.Patience = TimeSpan.FromMilliseconds(50);
        _bot.Answer = async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            return (200, null);
        };

        Assert.Equal("operation_timeout", (await _ada.CommandsAsync(_room, "/incident", "help")).Text);
    }

    [Fact]
    public async Task Uses_a_shortcut_on_a_message_where_the_bot_is_not()
    {
        var elsewhere = _slack.NewChannel("elsewhere");
        var said = await _ada.SaysAsync(elsewhere, "look at this");

        await _ada.UsesMessageShortcutAsync("add_to_timeline", said);

        var got = Last();
        Assert.Equal(("message_action", "add_to_timeline"), (got["type"]!.GetValue<string>(), got["callback_id"]!.GetValue<string>()));
        Assert.Equal((elsewhere.Id, "look at this"), (got["channel"]!["id"]!.GetValue<string>(), got["message"]!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Closes_the_address_of_a_command_after_half_an_hour()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
        await using var slack = await FakeSlack.StartAsync(clock);
        await using var bot = await BareBot.StartAsync(slack);
        bot.Answers("""{"text":"heard"}""");
        await slack.Person("Ada").CommandsAsync(slack.NewChannel("room"), "/incident", "help");

        clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(404, await RespondAsync(bot.Last, """{"text":"too late"}"""));
    }

    [Fact]
    public async Task Presses_what_stood_in_an_old_card()
    {
        await _api.FormAsync("chat.postMessage", ("channel", _room.Id), ("text", "card"), ("blocks", Card));
        var card = _room.BotPosts[0];
        var before = card.Blocks;
        await _api.FormAsync("chat.update", ("channel", _room.Id), ("ts", card.Ts), ("text", "resolved"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _ada.PressesAsync(card, "Mitigate"));
        await _ada.PressesAsync(card, "Mitigate", asOf: before);

        Assert.Equal("mitigate", Last()["actions"]![0]!["action_id"]!.GetValue<string>());
        Assert.Null(Last()["message"]!["blocks"]);
    }

    [Fact]
    public async Task Records_what_would_ring_everybody()
    {
        await _api.FormAsync("chat.postMessage", ("channel", _room.Id), ("text", "all: <!here> <@U1>"));

        await _api.FormAsync("chat.postMessage", ("channel", _room.Id), ("text", "see"), ("attachments", """[{"text":"<!channel>"}]"""));

        Assert.Equal([(_room, "all: <!here> <@U1>"), (_room, "see")], _slack.Broadcasts);
    }

    private JsonObject Last() => _bot.Got.Last(got => !got.ContainsKey("event"));

    private static async Task<int> RespondAsync(JsonObject got, string json)
    {
        using var http = new HttpClient();
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(got["response_url"]!.GetValue<string>()), content, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
