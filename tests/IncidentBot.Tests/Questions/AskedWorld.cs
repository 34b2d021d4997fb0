using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Questions;

/// <summary>A Slack in which an incident was resolved, and whose bot asks by itself.</summary>
internal sealed class AskedWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private AskedWorld(SlackWorld slack, ShiftedClock clock) => (Slack, Clock) = (slack, clock);

    public SlackWorld Slack { get; }

    public ShiftedClock Clock { get; }

    public StartedIncident Incident { get; private set; } = null!;

    public FakeChannel Home => Incident.Home;

    /// <summary>All that the bot has asked, settled or not.</summary>
    public IReadOnlyList<FakeMessage> Questions =>
        [.. Home.BotPosts.Where(post => post.VisibleText.Contains("goes into the postmortem", StringComparison.Ordinal) || post.VisibleText.Contains("How many users", StringComparison.Ordinal))];

    /// <summary>The question that can be answered.</summary>
    public FakeMessage Open => Home.BotPosts.Single(post => post.Buttons.Any(button => button.Text == "Not now"));

    public static async Task<AskedWorld> ResolvedAsync(PostgresFixture postgres, params string[] commands)
    {
        var world = await RunningAsync(postgres, "P1 Checkout is down");
        await world.Incident.CommandAllAsync([$"role commander @{world.Slack.Grace.User.Name}", $"role author @{world.Slack.Ada.User.Name}", "impact degradation partial", "detect users", .. commands, "resolve It is gone"]);
        await world.Slack.OutboxIsEmptyAsync();
        return world;
    }

    /// <param name="declared">What is typed behind <c>start</c>.</param>
    public static async Task<AskedWorld> RunningAsync(PostgresFixture postgres, string declared)
    {
        var clock = new ShiftedClock(Monday);
        var slack = await CreateAsync(postgres, _ => [("Questions:Enabled", "true")], clock);
        var world = new AskedWorld(slack, clock);
        world.Incident = await slack.StartIncidentAsync(declared);
        return world;
    }

    /// <summary>So long after Monday the job comes round.</summary>
    public async Task PassAsync(TimeSpan sinceMonday)
    {
        await Slack.OutboxIsEmptyAsync();
        Clock.MoveTo(Monday + sinceMonday);
        await Slack.Bot.Services.GetRequiredService<AskQuestionsJob>().RunAsync(Cancel);
        await Slack.OutboxIsEmptyAsync();
        await NewsArrivesAsync();
    }

    public async Task ReplyAsync(FakePerson by, FakeMessage question, string text)
    {
        var delivered = (await by.RepliesAsync(new Said(Home, question, Delivery.None), text)).Delivery;
        if (!delivered.IsAcknowledged)
            throw new InvalidOperationException($"“{text}” was not taken.");
        await Slack.OutboxIsEmptyAsync();
        await NewsArrivesAsync();
    }

    public async Task PressAsync(FakePerson by, FakeMessage question, string button)
    {
        await by.PressesAsync(question, button);
        await Slack.OutboxIsEmptyAsync();
        await NewsArrivesAsync();
    }

    public IReadOnlyList<string> ThreadOf(FakeMessage question) =>
        [.. Home.Messages.Where(message => message.IsReply && message.ThreadTs == question.Ts && message.BotId is not null).Select(message => message.VisibleText)];

    public async ValueTask DisposeAsync() => await Slack.DisposeAsync();

    /// <summary>The host knows which question is open once the database has told it.</summary>
    private Task NewsArrivesAsync() => HasHeardAsync(Slack.Bot.Services, Slack.Database);

    public static Task HasHeardAsync(IServiceProvider host, string database) => Eventually.GetAsync(async () =>
    {
        var questions = host.GetRequiredService<OpenQuestions>();
        var posted = await host.GetRequiredService<QuestionStore>().OpenAsync(Cancel);
        return posted.All(question => question.Post is { } post && questions.AnsweredBy(post with { ThreadId = post.MessageId }, Person.Bot, question.AskedAt)?.Id == question.Id)
            && posted.Count == await Rows.CountAsync(database, "select count(*) from open_questions")
            ? true
            : throw new TimeoutException("The host has not heard of the question.");
    }, Cancel);
}
