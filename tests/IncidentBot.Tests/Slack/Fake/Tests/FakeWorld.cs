using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>The fake, a bare client and a bare bot, for the tests of the fake itself.</summary>
public abstract class FakeWorld : IAsyncLifetime
{
    private protected FakeSlack Slack { get; private set; } = null!;

    private protected BareClient Api { get; private set; } = null!;

    private protected BareBot Bot { get; private set; } = null!;

    private protected FakePerson Ada => Slack.Person("Ada");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Slack = await FakeSlack.StartAsync();
        Api = new BareClient(Slack);
        Bot = await BareBot.StartAsync(Slack);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        Api.Dispose();
        await Slack.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The inner events that came, of one type.</summary>
    private protected IReadOnlyList<System.Text.Json.Nodes.JsonObject> Told(string type) =>
        [.. Bot.Got.Where(got => got["event"]?["type"]?.GetValue<string>() == type).Select(got => got["event"]!.AsObject())];
}
