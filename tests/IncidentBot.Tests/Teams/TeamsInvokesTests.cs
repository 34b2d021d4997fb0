using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsInvokesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ConnectedBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bot = await ConnectedBot.StartAsync(await postgres.CreateDatabaseAsync());

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_button_of_the_card_does_what_it_says_and_the_card_shows_it()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        var button = ActionOf(thread, "Commander");

        var answer = await _bot.PressAsync(button["data"]!, where: thread.Id);

        Assert.Equal(200, (int?)answer["body"]!["statusCode"]);
        Assert.Equal("application/vnd.microsoft.activity.message", (string?)answer["body"]!["type"]);
        Assert.Contains("Ada", (string?)answer["body"]!["value"], StringComparison.Ordinal);
        Assert.Equal(ConnectedBot.Ada.Person.Id, CommanderOf(await _bot.LookAsync(incident.Id)));
        await Eventually.TrueAsync(() => thread.Said[0].Words.Contains("Ada Lovelace", StringComparison.Ordinal), "the card names who leads", Cancel);
    }

    [Fact]
    public async Task A_press_that_comes_twice_is_done_once()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        var note = new JsonObject { ["c"] = "note pressed", ["i"] = incident.Id.Value };

        await _bot.PressAsync(note, where: thread.Id, id: "f:1");
        var again = await _bot.PressAsync(note, where: thread.Id, id: "f:1");

        Assert.Equal("That is recorded already.", (string?)again["body"]!["value"]);
    }

    [Fact]
    public async Task What_was_chosen_from_a_list_is_pressed()
    {
        var (incident, thread) = await _bot.DeclareAsync();

        await _bot.PressAsync(new JsonObject { ["choice"] = new JsonObject { ["c"] = "claim commander", ["i"] = incident.Id.Value }.ToJsonString() }, where: thread.Id);

        Assert.Equal(ConnectedBot.Ada.Person.Id, CommanderOf(await _bot.LookAsync(incident.Id)));
    }

    [Fact]
    public async Task A_button_of_an_older_client_does_the_same()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        var button = ActionOf(thread, "Commander");

        await _bot.SubmitAsync(button["fallback"]!["data"]!, ConnectedBot.Ada, thread.Id);

        Assert.Equal(ConnectedBot.Ada.Person.Id, CommanderOf(await _bot.LookAsync(incident.Id)));
    }

    [Fact]
    public async Task An_older_client_that_opens_no_dialog_is_told_what_to_type()
    {
        var (_, thread) = await _bot.DeclareAsync();

        await _bot.SubmitAsync(ActionOf(thread, "Resolve")["data"]!, ConnectedBot.Ada, thread.Id);

        await Eventually.TrueAsync(
            () => _bot.Teams.Conversations.TryGetValue("a:ada", out var chat) && chat.Said.Any(said => said.Words.Contains("`help resolve`", StringComparison.Ordinal)), "it is told", Cancel);
    }

    [Theory]
    [InlineData("""{"c":""}""")]
    [InlineData("""{"c":"resolve","i":"nonsense"}""")]
    [InlineData("""{"x":1}""")]
    public async Task Tampered_data_is_an_error_and_does_nothing(string data)
    {
        var answer = await _bot.PressAsync(JsonNode.Parse(data)!);

        Assert.Equal(400, (int?)answer["body"]!["statusCode"]);
        Assert.Equal("application/vnd.microsoft.error", (string?)answer["body"]!["type"]);
    }

    [Fact]
    public async Task Whoever_is_not_named_does_nothing()
    {
        var answer = await _bot.PressAsync(new JsonObject { ["c"] = "list" }, change: activity => activity["from"]!.AsObject().Remove("aadObjectId"));

        Assert.Equal(400, (int?)answer["status"]);
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_not_implemented() => Assert.Equal(501, (int?)(await _bot.InvokeAsync("fileConsent/invoke", []))["status"]);

    [Fact]
    public async Task Guests_and_strangers_are_told_what_they_may_not()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        var button = ActionOf(thread, "Commander")["data"]!;
        _bot.Teams.Members[ConnectedBot.Grace.UserId] = _bot.Teams.Members[ConnectedBot.Grace.UserId] with { TenantId = "another" };

        var stranger = await _bot.PressAsync(button, ConnectedBot.Grace, thread.Id);
        var other = await _bot.PressAsync(button, where: thread.Id, change: activity => activity["from"]!["tenantId"] = "another");

        Assert.Null(CommanderOf(await _bot.LookAsync(incident.Id)));
        Assert.NotEqual("Done.", (string?)stranger["body"]!["value"]);
        Assert.Equal((string?)stranger["body"]!["value"], (string?)other["body"]!["value"]);
    }

    [Theory]
    [InlineData("guest", null)]
    [InlineData("user", "grace_example.com#EXT#@contoso.onmicrosoft.com")]
    public async Task A_guest_is_one_by_role_or_by_name(string role, string? upn)
    {
        _bot.Teams.Members[ConnectedBot.Grace.UserId] = _bot.Teams.Members[ConnectedBot.Grace.UserId] with { UserRole = role, UserPrincipalName = upn };
        var place = await _bot.Get<TeamsConversationStore>().FindAsync(FakeConnector.Tenant, ConnectedBot.ChannelId, Cancel);

        var standing = await _bot.Get<TeamsPeople>().StandingAsync(FakeConnector.Tenant, ConnectedBot.Grace.Id, "Grace", place, Cancel);
        _bot.Teams.Members.Clear();
        var remembered = await _bot.Get<TeamsPeople>().StandingAsync(FakeConnector.Tenant, ConnectedBot.Grace.Id, "Grace", place, Cancel);

        Assert.Equal("Guest", standing.ToString());
        Assert.Equal("Guest", remembered.ToString());
    }

    [Fact]
    public async Task An_answer_with_buttons_comes_in_person()
    {
        var (incident, _) = await _bot.DeclareAsync();

        var answer = await _bot.PressAsync(new JsonObject { ["c"] = "postmortem export", ["i"] = incident.Id.Value });

        Assert.Equal("The answer is in our chat.", (string?)answer["body"]!["value"]);
        await Eventually.TrueAsync(() => _bot.Teams.Conversations.TryGetValue("a:ada", out var chat) && chat.Said.Any(said => said.Card is not null), "the answer is written", Cancel);
    }

    [Fact]
    public async Task A_form_opens_as_a_dialog_and_what_is_filled_in_is_done()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        var button = ActionOf(thread, "Action item");

        var dialog = await FetchAsync(button["data"]!, thread.Id);
        var card = CardOf(dialog);
        var filled = Filled(card, ("text", "Raise the pool"), ("owner", ConnectedBot.Grace.Id), ("due", "2024-01-20"));
        var closed = await _bot.InvokeAsync("task/submit", new JsonObject { ["data"] = filled }, where: thread.Id);

        Assert.Equal("Data.Query", (string?)InputOf(card, "owner")["choices.data"]!["type"]);
        Assert.Equal(200, (int?)closed["status"]);
        var item = Assert.Single((await _bot.Get<IncidentStore>().FindAsync(incident.Id, Cancel))!.ActionItems);
        Assert.Equal(("Raise the pool", "Grace Hopper"), (item.Text, item.Owner?.Name));
    }

    [Fact]
    public async Task A_refusal_comes_back_in_the_same_dialog_above_its_field()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        var card = CardOf(await FetchAsync(ActionOf(thread, "Action item")["data"]!, thread.Id));

        var again = await _bot.InvokeAsync("task/submit", new JsonObject { ["data"] = Filled(card, ("owner", ConnectedBot.Grace.Id)) }, where: thread.Id);

        var body = CardOf(again)["body"]!.AsArray().ToList();
        var field = body.FindIndex(element => (string?)element!["id"] == "field-text");
        Assert.Equal("Attention", (string?)body[field - 1]!["color"]);
        Assert.Equal(ConnectedBot.Grace.Id, (string?)InputOf(CardOf(again), "owner")["value"]);
        Assert.Empty((await _bot.Get<IncidentStore>().FindAsync(incident.Id, Cancel))!.ActionItems);
    }

    [Fact]
    public async Task A_form_is_only_its_openers_and_only_what_it_asked_is_read()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        var card = CardOf(await FetchAsync(ActionOf(thread, "Action item")["data"]!, thread.Id));

        var others = await _bot.InvokeAsync("task/submit", new JsonObject { ["data"] = Filled(card, ("text", "x")) }, ConnectedBot.Grace, thread.Id);
        var forged = await _bot.InvokeAsync("task/submit", new JsonObject { ["data"] = Filled(card, ("text", "x"), ("owner", "<@teams:x/y>")) }, where: thread.Id);
        var unknown = await _bot.InvokeAsync("task/submit", new JsonObject { ["data"] = new JsonObject { ["form"] = "nonsense" } }, where: thread.Id);

        Assert.All([others, forged, unknown], answer => Assert.Equal("message", (string?)answer["body"]!["task"]!["type"]));
        Assert.Empty((await _bot.Get<IncidentStore>().FindAsync(incident.Id, Cancel))!.ActionItems);
    }

    [Fact]
    public async Task A_message_is_kept_in_the_timeline_of_the_incident_that_was_chosen()
    {
        var (incident, thread) = await _bot.DeclareAsync();

        var dialog = await MenuAsync("addToTimeline", Payload("<p>pool is <b>full</b></p>"), thread.Id);
        var card = CardOf(dialog);
        Assert.Equal(incident.Id.Value, (string?)InputOf(card, "incident")["value"]);
        Assert.Equal("pool is full", (string?)InputOf(card, "text")["value"]);
        await _bot.InvokeAsync("composeExtension/submitAction", new JsonObject { ["commandId"] = "addToTimeline", ["data"] = Filled(card, ("incident", incident.Id.Value), ("text", "pool is full")) }, where: thread.Id);

        var record = await _bot.Get<IncidentStore>().FindAsync(incident.Id, Cancel);
        Assert.Contains(record!.Entries, kept => kept.ToString().Contains("pool is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_becomes_the_first_of_the_incident_that_is_declared_from_it()
    {
        var card = CardOf(await MenuAsync("declareIncident", Payload("checkout answers 500"), ConnectedBot.ChannelId));

        await _bot.InvokeAsync("composeExtension/submitAction", new JsonObject { ["commandId"] = "declareIncident", ["data"] = Filled(card, ("text", "Checkout is down")) });

        var incident = Assert.Single(await _bot.Get<IncidentStore>().UnfiledAsync(Cancel));
        Assert.Equal("Checkout is down", incident.Title);
    }

    [Fact]
    public async Task A_message_of_the_bot_itself_is_nobodys_to_keep()
    {
        var payload = Payload("hello");
        payload["from"] = new JsonObject { ["application"] = new JsonObject { ["id"] = FakeConnector.AppId, ["displayName"] = "IncidentBot" } };

        var answer = await MenuAsync("addToTimeline", payload, ConnectedBot.ChannelId);

        Assert.Equal("message", (string?)answer["body"]!["task"]!["type"]);
    }

    private Task<JsonObject> FetchAsync(JsonNode data, string where) =>
        _bot.InvokeAsync("task/fetch", new JsonObject { ["data"] = data.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } }, where: where);

    private Task<JsonObject> MenuAsync(string entry, JsonObject payload, string where) =>
        _bot.InvokeAsync("composeExtension/fetchTask", new JsonObject { ["commandId"] = entry, ["commandContext"] = "message", ["messagePayload"] = payload }, where: where);

    private static JsonObject Payload(string html) => new()
    {
        ["id"] = "1705329111000",
        ["replyToId"] = null,
        ["createdDateTime"] = "2024-01-15T14:20:00.000Z",
        ["from"] = new JsonObject { ["user"] = new JsonObject { ["id"] = ConnectedBot.Grace.Id, ["displayName"] = "Grace Hopper" } },
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = html },
    };

    private static JsonObject CardOf(JsonObject dialog)
    {
        Assert.Equal("continue", (string?)dialog["body"]!["task"]!["type"]);
        var card = dialog["body"]!["task"]!["value"]!["card"]!["content"]!.AsObject();
        Assert.Null(FakeCardRules.Problem(card));
        return card;
    }

    private static JsonNode InputOf(JsonObject card, string field) => card["body"]!.AsArray().Single(element => (string?)element!["id"] == $"field-{field}")!;

    /// <summary>All inputs come back, the empty ones too.</summary>
    private static JsonObject Filled(JsonObject card, params (string Field, string Value)[] answers)
    {
        var data = card["actions"]![0]!["data"]!.DeepClone().AsObject();
        foreach (var input in card["body"]!.AsArray().Where(element => element!["id"] is not null))
            data[(string)input!["id"]!] = (string?)input["value"] ?? "";
        foreach (var (field, value) in answers)
            data[$"field-{field}"] = value;
        return data;
    }

    private static JsonObject ActionOf(FakeConversation thread, string title) =>
        FakeCardRules.ActionsIn(thread.Said[0].Card).Single(action => ((string?)action["title"])!.Contains(title, StringComparison.OrdinalIgnoreCase) && (string?)action["type"] != "Action.ShowCard");

    private static string? CommanderOf(Incident incident) => incident.Holder(Role.Commander)?.PersonId;
}
