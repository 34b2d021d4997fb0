using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsConnectorTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Group = "19:group@thread.v2";

    private ConnectedBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await ConnectedBot.StartAsync(await postgres.CreateDatabaseAsync());
        await _bot.SeenAsync(Group, TeamsKind.GroupChat);
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Posts_changes_and_deletes_under_escaped_ids()
    {
        var place = await PlaceAsync();
        var id = await Connector.PostAsync(place, Message("one"), Cancel);

        await Connector.UpdateAsync(place, id, Message("two"), Cancel);
        Assert.Equal("two", Assert.Single(_bot.Teams.Conversations[Group].Activities.Values).Words);

        await Connector.DeleteAsync(place, id, Cancel);
        Assert.Empty(_bot.Teams.Conversations[Group].Activities);
        Assert.Contains($"POST /amer/v3/conversations/19%3Agroup%40thread.v2/activities", _bot.Teams.Calls);
    }

    [Fact]
    public async Task One_token_serves_all_who_ask_at_once()
    {
        var place = await PlaceAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Connector.PostAsync(place, Message("hello"), Cancel)));

        Assert.Equal(1, _bot.Teams.TokensIssued);
        Assert.Equal(5, _bot.Teams.Conversations[Group].Said.Count);
    }

    [Fact]
    public async Task A_refused_token_is_had_anew_once()
    {
        var place = await PlaceAsync();
        await Connector.PostAsync(place, Message("one"), Cancel);
        _bot.Teams.ExpireTokens();

        await Connector.PostAsync(place, Message("two"), Cancel);

        Assert.Equal(2, _bot.Teams.TokensIssued);
        Assert.Equal(2, _bot.Teams.Conversations[Group].Said.Count);
    }

    [Fact]
    public async Task A_token_is_replaced_five_minutes_before_it_ends()
    {
        var place = await PlaceAsync();
        await Connector.PostAsync(place, Message("one"), Cancel);

        _bot.Clock.MoveTo(_bot.Clock.GetUtcNow() + TimeSpan.FromMinutes(54));
        await Connector.PostAsync(place, Message("two"), Cancel);
        Assert.Equal(1, _bot.Teams.TokensIssued);

        _bot.Clock.MoveTo(_bot.Clock.GetUtcNow() + TimeSpan.FromMinutes(2));
        await Connector.PostAsync(place, Message("three"), Cancel);
        Assert.Equal(2, _bot.Teams.TokensIssued);
    }

    [Fact]
    public async Task Who_is_not_believed_waits_until_that_is_mended_and_no_secret_is_told()
    {
        _bot.Teams.BelievesNobody = true;

        var refused = await Assert.ThrowsAsync<DeliveryException>(async () => await Connector.PostAsync(await PlaceAsync(), Message("one"), Cancel));

        Assert.Equal("token: invalid_client", refused.Code);
        Assert.NotNull(refused.RetryAfter);
        Assert.DoesNotContain(FakeConnector.Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_goes_to_no_address_that_is_not_allowed()
    {
        await _bot.SeenAsync("19:lured@thread.v2", TeamsKind.GroupChat, $"{_bot.Teams.Address}/elsewhere");

        var refused = await Assert.ThrowsAsync<DeliveryException>(async () => await Connector.PostAsync(await PlaceAsync("19:lured@thread.v2"), Message("one"), Cancel));

        Assert.Equal("service_url_not_allowed", refused.Code);
        Assert.Empty(_bot.Teams.Calls);
    }

    [Fact]
    public async Task A_pause_that_Teams_asks_for_is_passed_on_and_kept()
    {
        _bot.Teams.Fail(429, "TooManyRequests", retryAfter: 17);
        var place = await PlaceAsync();

        var refused = await Assert.ThrowsAsync<DeliveryException>(() => Connector.PostAsync(place, Message("one"), Cancel));
        var held = await Assert.ThrowsAsync<DeliveryException>(() => Connector.PostAsync(place, Message("one"), Cancel));

        Assert.Equal(TimeSpan.FromSeconds(17), refused.RetryAfter);
        Assert.InRange(held.RetryAfter!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(17));
        Assert.Single(_bot.Teams.Calls);
    }

    [Theory]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_passes_is_for_the_outbox_to_try_again(int status)
    {
        _bot.Teams.Fail(status, "Passing");

        await Assert.ThrowsAsync<HttpRequestException>(async () => await Connector.PostAsync(await PlaceAsync(), Message("one"), Cancel));
    }

    [Theory]
    [InlineData(400, "BadSyntax")]
    [InlineData(403, "ForbiddenOperationException")]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(413, "MessageSizeTooBig")]
    [InlineData(500, "InternalServerError")]
    public async Task What_stays_refused_is_not_tried_again(int status, string code)
    {
        _bot.Teams.Fail(status, code);

        var refused = await Assert.ThrowsAsync<DeliveryException>(async () => await Connector.PostAsync(await PlaceAsync(), Message("one"), Cancel));

        Assert.Equal((code, null), (refused.Code, refused.RetryAfter));
        Assert.Null((await PlaceAsync()).DeadWhy);
    }

    [Theory]
    [InlineData("BotNotInConversationRoster")]
    [InlineData("ConversationBlockedByUser")]
    [InlineData("BotDisabledByAdmin")]
    [InlineData("MessageWritesBlocked")]
    public async Task Nothing_is_sent_where_the_bot_is_shut_out_until_it_is_seen_again(string code)
    {
        _bot.Teams.Conversations[Group].Refuses = code;
        await Assert.ThrowsAsync<DeliveryException>(async () => await Connector.PostAsync(await PlaceAsync(), Message("one"), Cancel));
        var refused = await Assert.ThrowsAsync<DeliveryException>(async () => await Connector.PostAsync(await PlaceAsync(), Message("two"), Cancel));
        Assert.Equal((code, null), (refused.Code, refused.RetryAfter));
        Assert.Single(_bot.Teams.Calls);

        _bot.Teams.Conversations[Group].Refuses = null;
        await _bot.SeenAsync(Group, TeamsKind.GroupChat);
        await Connector.PostAsync(await PlaceAsync(), Message("three"), Cancel);

        Assert.Equal("three", Assert.Single(_bot.Teams.Conversations[Group].Said).Words);
    }

    [Fact]
    public async Task A_thread_needs_something_to_begin_with()
    {
        var place = await PlaceAsync(ConnectedBot.ChannelId);

        var (thread, first) = await Connector.OpenThreadAsync(place, ConnectedBot.ChannelId, Message("hello"), Cancel);

        Assert.Equal($"{ConnectedBot.ChannelId};messageid={first}", thread);
        Assert.Equal("hello", Assert.Single(_bot.Teams.Conversations[thread].Said).Words);
    }

    private TeamsConnector Connector => _bot.Get<TeamsConnector>();

    private async Task<TeamsPlace> PlaceAsync(string id = Group) => (await _bot.Get<TeamsConversationStore>().FindAsync(FakeConnector.Tenant, id, Cancel))!;

    private static JsonObject Message(string text) => TeamsContent.Activity(BotText.Say($"{text}"), new Dictionary<string, TeamsPerson>());
}
