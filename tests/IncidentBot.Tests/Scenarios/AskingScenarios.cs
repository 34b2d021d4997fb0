using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static IncidentBot.Tests.Scenarios.ChatIncident;

namespace IncidentBot.Tests.Scenarios;

/// <summary>What the bot does by itself: it asks, and it reminds.</summary>
public abstract class AskingScenarios(OpenChat open)
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_to_a_question_fills_the_part_and_the_next_question_follows()
    {
        var clock = new ShiftedClock(Monday);
        await using var chat = await open(clock, ("Questions:Enabled", "true"));
        var incident = await StartAsync(chat, "P1 Checkout is down");
        await incident.DoAsync("role commander @Grace Hopper", "role author @Ada Lovelace", "impact degradation partial", "detect users", "resolve It is gone");
        await chat.SettleAsync();

        clock.MoveTo(Monday.AddMinutes(15));
        await chat.Bot.Services.GetRequiredService<AskQuestionsJob>().RunAsync(Cancel);
        await chat.SettleAsync();
        var question = await incident.HearsAsync("How many users were affected");
        await HasHeardAsync(chat);
        await chat.ReplyAsync(question, Grace, "About 1,200 saw errors");
        await chat.SettleAsync();

        Assert.Contains("Grace Hopper", question.Text + incident.Chat.SaidIn(incident.Home)[0].Text, StringComparison.Ordinal);
        Assert.Contains("About 1,200 saw errors", await incident.DraftAsync(), StringComparison.Ordinal);
        Assert.Contains("answered · Grace Hopper", question.Text, StringComparison.Ordinal);
        Assert.Empty(question.Buttons);
        await incident.HearsAsync("What was done to restore service?");
    }

    [Fact]
    public async Task Whoever_is_given_an_item_does_it_with_a_press_and_the_message_says_so()
    {
        await using var chat = await open(null, AtAnyTime);
        var incident = await StartAsync(chat, "P1 Checkout is down");
        await incident.DoAsync("action P0 Add an index @Grace Hopper by 2034-01-16");
        var told = await ToldAsync(chat, Grace, "gave you an action item");

        await chat.PressAsync(told, Grace, "Done");

        await Eventually.TrueAsync(() => told.Text.Contains("done by Grace Hopper", StringComparison.Ordinal), "the message says that it is done", Cancel);
        Assert.Empty(told.Buttons);
        Assert.Equal("Done", (string?)Assert.Single(await incident.LoggedAsync("action-item-status"))["to"]);
    }

    [Fact]
    public async Task Who_cannot_be_reminded_in_person_is_reminded_where_the_incident_lives()
    {
        var clock = new ShiftedClock(Monday);
        await using var chat = await open(clock, AtAnyTime);
        var incident = await StartAsync(chat, "P1 Checkout is down");
        chat.RefusePersonal();
        await incident.DoAsync("action P0 Add an index @Grace Hopper by 2026-03-04");
        await chat.SettleAsync();

        clock.MoveTo(Monday.AddDays(3));
        await chat.Bot.Services.GetRequiredService<RemindOwnersJob>().RunAsync(Cancel);

        await Eventually.TrueAsync(
            () => chat.SaidIn(incident.Home).Any(said => said.Text.Contains("overdue", StringComparison.Ordinal) && said.Text.Contains("Add an index", StringComparison.Ordinal)), "the home is reminded", Cancel);
        var reminder = chat.SaidIn(incident.Home).Last(said => said.Text.Contains("overdue", StringComparison.Ordinal));
        await chat.PressAsync(reminder, Grace, "Done");
        Assert.Equal("Done", (string?)Assert.Single(await incident.LoggedAsync("action-item-status"))["to"]);
    }

    [Fact]
    public async Task Whoever_takes_a_role_is_told_what_it_asks_of_them_though_nobody_can_be_written_to_in_person()
    {
        await using var chat = await open(null);
        var incident = await StartAsync(chat, "P1 Checkout is down");
        chat.RefusePersonal();

        await incident.DoAsync("commander @Grace Hopper");

        await Eventually.TrueAsync(
            () => chat.ToldAlone(Grace).Concat(chat.SaidIn(incident.Home)).Any(said => said.Text.Contains("You are Incident Commander of", StringComparison.Ordinal)), "Grace is told", Cancel);
    }

    /// <summary>The host knows which question is open once the database has told it.</summary>
    private static Task HasHeardAsync(IChat chat) => Eventually.GetAsync(async () =>
    {
        var question = Assert.Single(await chat.Bot.Services.GetRequiredService<QuestionStore>().OpenAsync(Cancel));
        var answer = question.Post! with { ThreadId = question.IsThreaded ? question.Post.MessageId : null };
        return chat.Bot.Services.GetRequiredService<OpenQuestions>().AnsweredBy(answer, new Person(question.Of!, Grace), question.AskedAt)
            ?? throw new TimeoutException("The host has not heard of the question.");
    }, Cancel);

    private static (string Name, string Value)[] AtAnyTime => [.. Owing.AtAnyTime.Select(setting => (setting.Key, setting.Value!))];

    private static async Task<IShown> ToldAsync(IChat chat, string person, string words)
    {
        await Eventually.TrueAsync(() => chat.ToldAlone(person).Any(said => said.Text.Contains(words, StringComparison.Ordinal)), $"{person} is told: {words}", Cancel);
        return chat.ToldAlone(person).Single(said => said.Text.Contains(words, StringComparison.Ordinal));
    }
}

public sealed class AskingInSlack(PostgresFixture postgres) : AskingScenarios(InSlack.On(postgres));

public sealed class AskingInTeams(PostgresFixture postgres) : AskingScenarios(InTeams.On(postgres));
