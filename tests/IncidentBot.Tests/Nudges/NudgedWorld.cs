using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Nudges;

/// <summary>A Slack whose bot nudges, with one incident that was declared on a Monday at nine.</summary>
internal sealed class NudgedWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private NudgedWorld(SlackWorld slack, ShiftedClock clock, StartedIncident incident) => (Slack, Clock, Incident) = (slack, clock, incident);

    public SlackWorld Slack { get; }

    public ShiftedClock Clock { get; }

    public StartedIncident Incident { get; }

    public FakeChannel Home => Incident.Home;

    public FakeChannel Announcements => Slack.Slack.FindChannel("incidents")!;

    /// <param name="declared">What is typed behind <c>start</c>.</param>
    public static async Task<NudgedWorld> StartAsync(PostgresFixture postgres, string declared, params (string Name, string Value)[] settings)
    {
        var clock = new ShiftedClock(Monday);
        var slack = await CreateAsync(postgres, slack => [("Nudges:Enabled", "true"), ("Announcements:Channel", slack.NewChannel("incidents").Id), .. settings], clock);
        return new NudgedWorld(slack, clock, await slack.StartIncidentAsync(declared));
    }

    /// <summary>So long after Monday at nine the job comes round.</summary>
    public Task PassAsync(double minutes) => PassAsync(TimeSpan.FromMinutes(minutes));

    public async Task PassAsync(TimeSpan sinceMonday)
    {
        await MoveAsync(sinceMonday);
        await NudgeAsync(Slack.Bot);
        await Slack.OutboxIsEmptyAsync();
    }

    public async Task MoveAsync(TimeSpan sinceMonday)
    {
        await Slack.OutboxIsEmptyAsync();
        Clock.MoveTo(Monday + sinceMonday);
    }

    /// <summary>The days between two, at each of which the job comes round in the afternoon.</summary>
    public async Task PassDaysAsync(int first, int last)
    {
        for (var day = first; day <= last; day++)
            await PassAsync(TimeSpan.FromDays(day) + TimeSpan.FromHours(6));
    }

    public static Task NudgeAsync(TestBot bot) => bot.Services.GetRequiredService<NudgeJob>().RunAsync(Cancel);

    public IReadOnlyList<FakeMessage> Said(string words, FakeChannel? where = null) =>
        [.. (where ?? Home).BotPosts.Where(post => post.VisibleText.Contains(words, StringComparison.Ordinal))];

    public IReadOnlyList<string> Told(FakePerson person, string words) =>
        [.. Slack.Slack.DirectTo(person).Where(text => text.Contains(words, StringComparison.Ordinal))];

    public async Task PressAsync(FakePerson by, FakeMessage post, string button)
    {
        await by.PressesAsync(post, button);
        await Slack.OutboxIsEmptyAsync();
    }

    public Task<long> CountAsync(string rows) => Rows.CountAsync(Slack.Database, $"select count(*) from {rows}");

    public ValueTask DisposeAsync() => Slack.DisposeAsync();
}
