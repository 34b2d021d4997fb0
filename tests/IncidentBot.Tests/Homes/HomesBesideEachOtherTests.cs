using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Homes;

/// <summary>Homes that do not wait for each other, and incidents that want the same one.</summary>
public sealed class HomesBesideEachOtherTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Id = "INC-2024-0115-1430";
    private const string Other = "INC-2024-0115-1430-2";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
    private readonly RecordingPlatform _chat = new();
    private RunningBot _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock, _chat);
        await _bot.TypeAsync("start P2 It burns --here");
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_further_home_that_holds_the_bot_up_keeps_no_other_waiting()
    {
        await JoinAsync("slow");
        await JoinAsync("quick");
        await ShownAsync("slow", "P2");
        _chat.HoldsUp["slow"] = TimeSpan.FromHours(1);

        await _bot.TypeAsync("severity P0");

        await ShownAsync("C1", "P0");
        await ShownAsync("quick", "P0");
        Assert.Contains("P2", await CardAsync("slow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_incidents_that_join_a_conversation_in_one_moment_one_gets_it()
    {
        await _bot.TypeElsewhereAsync(RunningBot.Ada, "start P2 It floods --here", channel: "C2");

        var replies = await Task.WhenAll(JoinAsync("third", Id), JoinAsync("third", Other));

        var refusal = Assert.Single(replies, reply => reply!.IsRefusal)!.Text.ToPlainText();
        Assert.Contains("home of", refusal, StringComparison.Ordinal);
        var homes = new[] { await IncidentAsync(Id), await IncidentAsync(Other) }.SelectMany(incident => incident.FurtherHomes);
        Assert.Equal("third", Assert.Single(homes).Conversation.Channel);
    }

    [Fact]
    public async Task A_home_that_a_closed_incident_gave_up_hears_of_the_new_one_alone()
    {
        await JoinAsync("second");
        await _bot.TypeAsync("resolve it is out");
        await _bot.TypeAsync("close --anyway done");

        await _bot.TypeElsewhereAsync(RunningBot.Ada, "start P3 It drips --here", channel: "second");
        await _bot.TypeAsync("reopen it burns again");
        await ShownAsync("C1", "Investigating");

        Assert.Equal(Other, (await _bot.Get<ConversationDirectory>().FindAsync(RunningBot.Channel with { Channel = "second" }, Cancel))!.Value.Value);
        Assert.DoesNotContain(_chat.SaidIn("second"), said => said.Contains("burns again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_says_where_it_lives()
    {
        await JoinAsync("second");

        Assert.Contains("Lives in #payments (Test), #second (Test)", (await _bot.TypeAsync("show"))!.Text.ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_begins_a_thread_or_answers_what_nobody_saw_stands_for_itself()
    {
        await JoinAsync("second");
        var first = new EventSource(RunningBot.Channel, "first", "first");
        var reply = new EventSource(RunningBot.Channel, "reply", "elsewhere");

        await _bot.HappenAsync(EventKeys.Message(first), first, new MessagePosted("it begins"));
        await _bot.HappenAsync(EventKeys.Message(reply), reply, new MessagePosted("to what nobody saw"));
        await Eventually.TrueAsync(() => _chat.SaidIn("second").Any(said => said.Contains("nobody saw", StringComparison.Ordinal)), "both are shown", Cancel);

        Assert.Equal(
            ["Ada Lovelace · #payments (Test)\nit begins", "Ada Lovelace · #payments (Test)\nto what nobody saw"],
            _chat.SaidIn("second").Where(said => said.StartsWith("Ada Lovelace · ", StringComparison.Ordinal)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<Reply?> JoinAsync(string channel, string id = Id) => _bot.TypeElsewhereAsync(RunningBot.Ada, $"join {id}", channel: channel);

    private async Task<Incident> IncidentAsync(string id) => (await _bot.Get<IncidentStore>().FindAsync(new IncidentId(id), Cancel))!.Incident;

    private Task<bool> ShownAsync(string channel, string words) => Eventually.GetAsync(
        async () => (await CardAsync(channel)).Contains(words, StringComparison.Ordinal) ? true : throw new TimeoutException($"The card in {channel} does not say {words}."), Cancel);

    private async Task<string> CardAsync(string channel)
    {
        var name = channel == RunningBot.Channel.Channel ? "card" : $"card {RunningBot.Channel with { Channel = channel }}";
        var posted = await _bot.Get<PostStore>().FindAsync(new IncidentId(Id), name, Cancel);
        return posted is null ? "" : _chat.Shown[posted.MessageId].ToPlainText();
    }
}
