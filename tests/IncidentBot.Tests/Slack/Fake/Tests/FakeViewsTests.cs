using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Forms, as Slack and its client treat them.</summary>
public sealed class FakeViewsTests : IAsyncLifetime
{
    private const string Form = """
        {"type":"modal","callback_id":"declare","private_metadata":"m","notify_on_close":true,
         "title":{"type":"plain_text","text":"Declare"},"submit":{"type":"plain_text","text":"Go"},
         "blocks":[
          {"type":"input","block_id":"title","label":{"type":"plain_text","text":"Title"},"element":{"type":"plain_text_input","action_id":"t"}},
          {"type":"input","block_id":"severity","optional":true,"label":{"type":"plain_text","text":"Severity"},"element":{"type":"static_select","action_id":"s",
           "options":[{"text":{"type":"plain_text","text":"P1"},"value":"1"},{"text":{"type":"plain_text","text":"P2"},"value":"2"}],
           "initial_option":{"text":{"type":"plain_text","text":"P2"},"value":"2"}}},
          {"type":"input","block_id":"who","optional":true,"label":{"type":"plain_text","text":"Who"},"element":{"type":"multi_users_select","action_id":"w"}}]}
        """;

    private FakeSlack _slack = null!;
    private BareClient _api = null!;
    private BareBot _bot = null!;

    private FakePerson Ada => _slack.Person("Ada");

    public async ValueTask InitializeAsync()
    {
        _slack = await FakeSlack.StartAsync();
        _api = new BareClient(_slack);
        _bot = await BareBot.StartAsync(_slack);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _api.Dispose();
        await _slack.DisposeAsync();
    }

    [Fact]
    public async Task Opens_one_view_for_each_trigger()
    {
        await Ada.UsesShortcutAsync("declare_incident");
        var trigger = Word(_bot.Last, "trigger_id");

        Assert.Equal("invalid_trigger_id", await _api.ErrorAsync("views.open", ("trigger_id", "1.2"), ("view", Form)));
        Assert.Null(await _api.ErrorAsync("views.open", ("trigger_id", trigger), ("view", Form)));
        Assert.Equal("exchanged_trigger_id", await _api.ErrorAsync("views.open", ("trigger_id", trigger), ("view", Form)));
        Assert.Equal(("shortcut", "declare_incident"), (Word(_bot.Last, "type"), Word(_bot.Last, "callback_id")));
        Assert.Equal(("Declare", "declare", "m"), (Ada.View!.Title, Ada.View.CallbackId, Ada.View.PrivateMetadata));
    }

    [Fact]
    public async Task Opens_nothing_after_three_seconds()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
        await using var slack = await FakeSlack.StartAsync(clock);
        using var api = new BareClient(slack);
        await using var bot = await BareBot.StartAsync(slack);
        await slack.Person("Ada").UsesShortcutAsync("declare_incident");
        slack.Inbox.Patience = BotInbox.SlacksOwn;

        clock.Advance(TimeSpan.FromSeconds(3.1));

        Assert.Equal("expired_trigger_id", await api.ErrorAsync("views.open", ("trigger_id", Word(bot.Last, "trigger_id")), ("view", Form)));
    }

    [Fact]
    public async Task Sends_what_stands_in_the_fields_and_closes_on_an_empty_answer()
    {
        var grace = _slack.Person("Grace");
        var view = await OpenAsync();

        await Ada.SubmitsAsync(view, ("Title", "Disk < full"), ("severity", "P1"), ("Who", "Ada, Grace"));

        var values = _bot.Last["view"]!["state"]!["values"]!;
        Assert.Equal("Disk < full", values["title"]!["t"]!["value"]!.GetValue<string>());
        Assert.Equal("1", values["severity"]!["s"]!["selected_option"]!["value"]!.GetValue<string>());
        Assert.Equal([Ada.User.Id, grace.User.Id], values["who"]!["w"]!["selected_users"]!.AsArray().Select(id => id!.GetValue<string>()));
        Assert.False(view.IsOpen);
        Assert.Null(Ada.View);
    }

    [Fact]
    public async Task Sends_no_form_whose_required_field_is_empty_and_takes_no_option_that_is_not_there()
    {
        var view = await OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Ada.SubmitsAsync(view));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ada.SubmitsAsync(view, ("Title", "x"), ("Severity", "P9")));
        Assert.DoesNotContain(_bot.Got, got => Word(got, "type") == "view_submission");
        Assert.Equal(("P2", false), (view["Severity"].Value, view["Severity"].IsRequired));
    }

    [Fact]
    public async Task Shows_errors_below_their_fields_and_keeps_what_was_typed()
    {
        var view = await OpenAsync();
        _bot.Answers("""{"response_action":"errors","errors":{"title":"Say more"}}""");

        await Ada.SubmitsAsync(view, ("Title", "x"));

        Assert.True(view.IsOpen);
        Assert.Equal("Say more", view.Errors["title"]);
        Assert.Equal("x", view["Title"].Value);
        _bot.Answers("""{"response_action":"errors","errors":{"nowhere":"?"}}""");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ada.SubmitsAsync(view));
    }

    [Fact]
    public async Task Says_that_the_connection_failed_where_the_bot_broke_or_was_too_slow()
    {
        var view = await OpenAsync();
        _bot.Answers(null, 500);

        await Ada.SubmitsAsync(view, ("Title", "x"));
        var broken = view.ConnectionFailed;
        _slack.Inbox.Patience = TimeSpan.FromMilliseconds(50);
        _bot.Answer = async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            return (200, null);
        };
        var slow = await Ada.SubmitsAsync(view);

        Assert.True(broken && view.ConnectionFailed && view.IsOpen);
        Assert.Equal(0, slow.Status);
    }

    [Fact]
    public async Task Becomes_another_view_lays_one_on_top_and_clears_them_all()
    {
        var view = await OpenAsync();
        var hash = view.Hash;
        _bot.Answers($$"""{"response_action":"update","view":{{Form.Replace("Declare", "Again", StringComparison.Ordinal)}}}""");
        await Ada.SubmitsAsync(view, ("Title", "kept"));
        var updated = (view.Title, view["Title"].Value, Changed: view.Hash != hash);
        _bot.Answers($$"""{"response_action":"push","view":{{Form.Replace("Declare", "Above", StringComparison.Ordinal)}}}""");
        await Ada.SubmitsAsync(view);
        var above = Ada.View!;
        var untouched = above["Title"].Value;
        _bot.Answers("""{"response_action":"clear"}""");
        await Ada.SubmitsAsync(above, ("Title", "y"));

        Assert.Equal(("Again", "kept", true), updated);
        Assert.Equal(("Above", ""), (above.Title, untouched));
        Assert.Equal(view.Id, Word(_bot.Last["view"]!.AsObject(), "previous_view_id"));
        Assert.False(view.IsOpen || above.IsOpen);
    }

    [Fact]
    public async Task Updates_by_id_and_refuses_an_old_hash_or_a_closed_view()
    {
        var view = await OpenAsync();
        var hash = view.Hash;
        await Ada.TypesAsync(view, ("Title", "typed"));

        Assert.Null(await _api.ErrorAsync("views.update", ("view_id", view.Id), ("hash", hash), ("view", Form.Replace("Declare", "Loaded", StringComparison.Ordinal))));
        Assert.Equal("hash_conflict", await _api.ErrorAsync("views.update", ("view_id", view.Id), ("hash", hash), ("view", Form)));
        Assert.Equal("not_found", await _api.ErrorAsync("views.update", ("view_id", "V404"), ("view", Form)));
        Assert.Equal(("Loaded", "typed"), (view.Title, view["Title"].Value));
        await Ada.ClosesAsync(view);
        Assert.Equal("view_closed", Word(_bot.Last, "type"));
        Assert.Equal("not_found", await _api.ErrorAsync("views.update", ("view_id", view.Id), ("view", Form)));
    }

    [Fact]
    public async Task Lays_no_more_than_three_views_upon_each_other_and_only_from_within_one()
    {
        await Ada.UsesShortcutAsync("declare_incident");
        Assert.Equal("invalid_trigger_id", await _api.ErrorAsync("views.push", ("trigger_id", Word(_bot.Last, "trigger_id")), ("view", Pressable)));
        await OpenAsync(Pressable);
        var errors = new List<string?>();
        for (var place = 0; place < 3; place++)
        {
            await Ada.PressesAsync(Ada.View!, "More");
            errors.Add(await _api.ErrorAsync("views.push", ("trigger_id", Word(_bot.Last, "trigger_id")), ("view", Pressable)));
        }

        Assert.Equal([null, null, "push_limit_reached"], errors);
        Assert.Equal("view", Word(_bot.Last["container"]!.AsObject(), "type"));
        Assert.False(_bot.Last.ContainsKey("response_url") || _bot.Last.ContainsKey("channel"));
    }

    [Fact]
    public async Task Publishes_a_home_tab_for_whoever_opens_it()
    {
        const string home = """{"type":"home","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Nothing burns, <@UADA>"}}]}""";
        _bot.Answer = async got =>
        {
            if (got["event"] is { } inner)
                await _api.FormAsync("views.publish", ("user_id", inner["user"]!.GetValue<string>()), ("view", home));
            return (200, null);
        };

        var shown = await Ada.OpensHomeAsync();

        Assert.Contains("Nothing burns", shown.Text, StringComparison.Ordinal);
        Assert.Equal("hash_conflict", await _api.ErrorAsync("views.publish", ("user_id", Ada.User.Id), ("hash", "old"), ("view", home)));
        Assert.Equal("invalid_arguments", await _api.ErrorAsync("views.publish", ("user_id", Ada.User.Id), ("view", Form)));
    }

    [Theory]
    [InlineData("\"submit\":{\"type\":\"plain_text\",\"text\":\"Go\"},", "", "/view")]
    [InlineData("\"text\":\"Declare\"", "\"text\":\"A title of more than twenty-four\"", "/view/title/text")]
    [InlineData("\"private_metadata\"", "\"submit_disabled\":true,\"private_metadata\"", "/view")]
    [InlineData("\"value\":\"2\"}}}", "\"value\":\"3\"}}}", "/view/blocks/1/element/initial_option")]
    [InlineData("\"block_id\":\"who\"", "\"block_id\":\"title\"", "/view/blocks/2/block_id")]
    public async Task Refuses_a_view_that_is_not_right_and_points_at_it(string right, string wrong, string place)
    {
        Assert.Contains(right, Form, StringComparison.Ordinal);
        await Ada.UsesShortcutAsync("declare_incident");

        var answer = await _api.FormAsync("views.open", ("trigger_id", Word(_bot.Last, "trigger_id")), ("view", Form.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Equal("invalid_arguments", Word(answer, "error"));
        Assert.EndsWith($"[json-pointer:{place}]", answer["response_metadata"]!["messages"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_a_dishonest_client_send_what_it_likes()
    {
        var view = await OpenAsync();
        await Ada.TypesAsync(view, ("Title", "x"));

        await Ada.SubmitsTamperedAsync(view, privateMetadata: "INC-of-somebody-else");

        Assert.Equal("INC-of-somebody-else", Word(_bot.Last["view"]!.AsObject(), "private_metadata"));
    }

    private const string Pressable = """
        {"type":"modal","title":{"type":"plain_text","text":"Pressable"},
         "blocks":[{"type":"actions","elements":[{"type":"button","action_id":"more","text":{"type":"plain_text","text":"More"}}]}]}
        """;

    private async Task<FakeView> OpenAsync(string form = Form)
    {
        await Ada.UsesShortcutAsync("declare_incident");
        Assert.Null(await _api.ErrorAsync("views.open", ("trigger_id", Word(_bot.Last, "trigger_id")), ("view", form)));
        return Ada.View!;
    }

    private static string Word(JsonObject json, string name) => json[name]!.GetValue<string>();
}
