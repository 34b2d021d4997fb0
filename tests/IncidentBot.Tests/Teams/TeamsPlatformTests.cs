using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsPlatformTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Group = "19:group@thread.v2";

    private static readonly Once First = new("outbox-1", null);
    private static readonly BotText Secret = BotText.Say($"For you alone");

    private ConnectedBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string AdaId => ConnectedBot.Ada.Person.Id;

    public async ValueTask InitializeAsync() => _bot = await ConnectedBot.StartAsync(await postgres.CreateDatabaseAsync());

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task An_incident_lives_in_a_thread_whose_first_message_is_its_card()
    {
        var (incident, thread) = await _bot.DeclareAsync();

        Assert.StartsWith($"{ConnectedBot.ChannelId};messageid=", thread.Id, StringComparison.Ordinal);
        Assert.Contains("Checkout is down", thread.Said[0].Words, StringComparison.Ordinal);
        Assert.NotNull(thread.Said[0].Card);
        Assert.Single(_bot.Teams.Conversations.Keys, id => id.Contains(";messageid=", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => _bot.Teams.Conversations[ConnectedBot.ChannelId].Said.Any(said => said.Words.Contains("lives in", StringComparison.Ordinal)), "the channel is told", Cancel);
        Assert.Equal(incident.Id.Value, incident.HomeName);
    }

    [Fact]
    public async Task Whoever_declared_it_is_called_into_the_thread_once()
    {
        var (incident, thread) = await _bot.DeclareAsync();
        await Eventually.TrueAsync(() => thread.Said.Any(IsCall), "somebody is called", Cancel);

        await _bot.Platform.InviteAsync(incident.Home!, [AdaId, "slack:T/U1", ConnectedBot.Grace.Person.Id], Cancel);
        await _bot.Platform.InviteAsync(incident.Home!, [AdaId, ConnectedBot.Grace.Person.Id], Cancel);

        Assert.Equal(["<at>Ada Lovelace</at>, you are needed here.", "<at>Grace Hopper</at>, you are needed here."], thread.Said.Where(IsCall).Select(said => said.Words));

        static bool IsCall(FakeActivity said) => said.Words.Contains("needed here", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_again_for_a_home_it_finds_the_one_that_it_made()
    {
        var (incident, thread) = await _bot.DeclareAsync();

        var again = await _bot.Platform.OpenHomeAsync(new HomeRequest(ConnectedBot.Channel, incident.Id, "checkout", IsPrivate: false), Cancel);

        Assert.Equal(thread.Id, again.Conversation.Channel);
        Assert.Single(_bot.Teams.Calls, "POST /amer/v3/conversations");
    }

    [Theory]
    [InlineData(Group, TeamsKind.GroupChat)]
    [InlineData("a:ada", TeamsKind.Personal)]
    public async Task In_a_chat_an_incident_lives_in_the_chat(string id, TeamsKind kind)
    {
        var chat = await _bot.SeenAsync(id, kind);

        var home = await _bot.Platform.OpenHomeAsync(new HomeRequest(chat, new IncidentId("INC-2024-0115-1430"), "x", IsPrivate: false), Cancel);

        Assert.Equal(chat, home.Conversation);
    }

    [Fact]
    public async Task No_private_incident_is_opened_where_others_read()
    {
        var refused = await Assert.ThrowsAsync<DeliveryException>(
            () => _bot.Platform.OpenHomeAsync(new HomeRequest(ConnectedBot.Channel, new IncidentId("INC-2024-0115-1430"), "x", IsPrivate: true), Cancel));

        Assert.Null(refused.RetryAfter);
        Assert.Empty(_bot.Teams.Calls);
    }

    [Fact]
    public async Task A_thread_in_which_the_bot_was_not_spoken_to_is_reached_as_its_channel_is()
    {
        var thread = _bot.Teams.Open($"{ConnectedBot.ChannelId};messageid=1", "channel");

        await _bot.Platform.PostAsync(TeamsAddress.Conversation(FakeConnector.Tenant, thread.Id), null, Secret, First, Cancel);

        Assert.Single(thread.Said);
    }

    [Fact]
    public async Task Where_the_bot_never_was_it_says_nothing()
    {
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => _bot.Platform.PostAsync(TeamsAddress.Conversation(FakeConnector.Tenant, "a:nobody"), null, Secret, First, Cancel));

        Assert.Equal(("conversation_unknown", null), (refused.Code, refused.RetryAfter));
    }

    [Fact]
    public async Task What_was_deleted_cannot_be_changed()
    {
        var chat = await _bot.SeenAsync(Group, TeamsKind.GroupChat);

        var refused = await Assert.ThrowsAsync<DeliveryException>(() => _bot.Platform.UpdateAsync(chat, "1", Secret, Cancel));

        Assert.Equal(("ActivityNotFoundInConversation", null), (refused.Code, refused.RetryAfter));
    }

    [Fact]
    public async Task A_conversation_with_one_person_is_opened_once_and_remembered()
    {
        var first = await _bot.Platform.OpenDirectAsync(AdaId, Cancel);
        var again = await _bot.Platform.OpenDirectAsync(AdaId, Cancel);

        Assert.Equal(TeamsAddress.Conversation(FakeConnector.Tenant, "a:ada"), first);
        Assert.Equal(first, again);
        Assert.Single(_bot.Teams.Calls);
        await _bot.Platform.PostAsync(first, null, Secret, First, Cancel);
        Assert.Single(_bot.Teams.Conversations["a:ada"].Said);
    }

    [Fact]
    public async Task Somebody_who_never_spoke_to_the_bot_is_found_in_the_roster()
    {
        const string katherine = "ad000000-0000-0000-0000-000000000003";
        _bot.Teams.Members["29:kath"] = new FakeMember("29:kath", katherine, "Katherine Johnson", FakeConnector.Tenant);

        var opened = await _bot.Platform.OpenDirectAsync(TeamsAddress.Of(FakeConnector.Tenant, katherine), Cancel);

        Assert.Equal("a:kath", opened.Channel);
        await Assert.ThrowsAsync<DeliveryException>(() => _bot.Platform.OpenDirectAsync(TeamsAddress.Of(FakeConnector.Tenant, "nobody"), Cancel));
    }

    [Fact]
    public async Task What_did_not_get_through_is_said_again_until_it_does()
    {
        var chat = await _bot.SeenAsync(Group, TeamsKind.GroupChat);
        _bot.Teams.Fail(503, "ServiceUnavailable");

        await _bot.TypeAsync("list", chat);

        await Eventually.TrueAsync(() => _bot.Teams.Conversations.TryGetValue("a:ada", out var alone) && alone.Said.Count == 1, "the answer is there", Cancel);
        Assert.Equal(2, _bot.Teams.Calls.Count(call => call == "POST /amer/v3/conversations"));
    }

    [Fact]
    public async Task Who_cannot_be_written_to_in_person_is_refused_for_good()
    {
        _bot.Teams.RefusesPersonal = "ForbiddenOperationException";

        var refused = await Assert.ThrowsAsync<DeliveryException>(() => _bot.Platform.OpenDirectAsync(AdaId, Cancel));

        Assert.Equal(("ForbiddenOperationException", null), (refused.Code, refused.RetryAfter));
    }

    [Fact]
    public async Task What_is_for_one_alone_is_written_to_them_in_person()
    {
        await _bot.Platform.PostPrivatelyAsync(ConnectedBot.Channel, null, AdaId, Secret, Cancel);

        Assert.Empty(_bot.Teams.Conversations[ConnectedBot.ChannelId].Said);
        Assert.Equal("For you alone", Assert.Single(_bot.Teams.Conversations["a:ada"].Said).Words);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_targeted_messages_it_is_shown_where_they_are_and_in_person_where_that_is_refused(bool isKnown)
    {
        await using var bot = await ConnectedBot.StartAsync(await postgres.CreateDatabaseAsync(), new Dictionary<string, string?> { ["Teams:TargetedMessages"] = "true" });
        bot.Teams.KnowsTargeted = isKnown;

        await bot.Platform.PostPrivatelyAsync(ConnectedBot.Channel, null, AdaId, Secret, Cancel);

        if (isKnown)
            Assert.Equal("29:ada", Assert.Single(bot.Teams.Conversations[ConnectedBot.ChannelId].Said).OnlyFor);
        else
            Assert.Single(bot.Teams.Conversations["a:ada"].Said);
    }
}
