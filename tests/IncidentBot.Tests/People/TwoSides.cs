using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using IncidentBot.Tests.Slack.Install;
using Xunit;

namespace IncidentBot.Tests.People;

/// <summary>Ada has an account in each of two workspaces, under the same address. The bot met her here first.</summary>
internal sealed class TwoSides : IAsyncDisposable
{
    private int _rooms;

    private TwoSides(TwoWorkspaces slacks) => Slacks = slacks;

    public TwoWorkspaces Slacks { get; }

    public SlackWorld World => Slacks.World;

    public FakeSlack Other => Slacks.Second;

    public FakePerson Here => World.Ada;

    public FakePerson There => Other.Person("Ada Lovelace");

    public string HereId => $"slack:{World.Slack.Workspace.TeamId}/{Here.User.Id}";

    public string ThereId => $"slack:{TwoWorkspaces.SecondTeam}/{There.User.Id}";

    /// <param name="byEmail">Whether the bot takes them for one by itself.</param>
    public static async Task<TwoSides> StartAsync(PostgresFixture postgres, bool byEmail, params (string Name, string Value)[] settings)
    {
        var sides = new TwoSides(await TwoWorkspaces.CreateAsync(postgres, [("People:LinkByEmail", byEmail ? "true" : "false"), .. settings]));
        await sides.Slacks.InstallAsync();
        await sides.ShownAsync(sides.Here, sides.World.NewRoom(), "You are *Ada Lovelace* in Slack");
        await sides.ShownAsync(sides.There, sides.NewRoomThere(), "You are *Ada Lovelace* in Slack");
        if (byEmail)
            await sides.ShownAsync(sides.There, sides.NewRoomThere(), "is you as well");
        return sides;
    }

    public FakeChannel NewRoomThere(bool withBot = false) => Other.NewChannel($"room-there-{Interlocked.Increment(ref _rooms)}", withBot);

    public Task<CommandAnswer> HereAsync(string text) => Here.CommandsAsync(World.NewRoom(), "/incident", text);

    public Task<CommandAnswer> ThereAsync(string text) => There.CommandsAsync(NewRoomThere(), "/incident", text);

    /// <summary>Says here that she is there as well, and waits until she is asked there.</summary>
    public async Task<FakeMessage> ClaimAsync(int asked = 1)
    {
        Assert.Contains("If I know", (await HereAsync($"me {There.User.Email}")).Text, StringComparison.Ordinal);
        return await Eventually.GetAsync(
            () => Task.FromResult(Questions.Count == asked ? Questions[^1] : throw new TimeoutException($"She was asked {Questions.Count} times, not {asked}.")), SlackWorld.Cancel);
    }

    public IReadOnlyList<FakeMessage> Questions => [.. DirectsThere.Where(post => post.VisibleText.Contains("says to be you", StringComparison.Ordinal))];

    public IReadOnlyList<FakeMessage> DirectsThere => [.. Other.Workspace.DirectWith(There.User).BotPosts];

    public IReadOnlyList<FakeMessage> DirectsHere => [.. World.Slack.Workspace.DirectWith(Here.User).BotPosts];

    /// <summary>Makes them one by her own word.</summary>
    public async Task LinkAsync()
    {
        await There.PressesAsync(await ClaimAsync(), "Yes, that's me");
        await Eventually.GetAsync(async () => await TiesAsync() == 1 ? true : throw new TimeoutException("They are not one."), SlackWorld.Cancel);
        await World.OutboxIsEmptyAsync();
    }

    public Task<long> TiesAsync() => Rows.CountAsync(World.Database, "select count(*) from account_ties");

    private Task<bool> ShownAsync(FakePerson person, FakeChannel room, string words) => Eventually.GetAsync(
        async () => (await person.CommandsAsync(room, "/incident", "me")).Text is var text && text.Contains(words, StringComparison.Ordinal) ? true : throw new TimeoutException(text), SlackWorld.Cancel);

    public ValueTask DisposeAsync() => Slacks.DisposeAsync();
}
