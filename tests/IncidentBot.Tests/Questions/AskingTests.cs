using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static IncidentBot.Tests.Slack.SlackWorld;

namespace IncidentBot.Tests.Questions;

/// <summary>The bot asks in Slack for what the document lacks, and is answered there.</summary>
public sealed class AskingTests(PostgresFixture postgres)
{
    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    [Fact]
    public async Task Asks_the_commander_after_the_resolve_once_and_in_the_home()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);

        await world.PassAsync(Minutes(5));
        var early = world.Questions.Count;
        await world.PassAsync(Minutes(15));
        await world.PassAsync(Minutes(16));

        Assert.Equal(0, early);
        var question = Assert.Single(world.Questions);
        Assert.StartsWith("@Grace Hopper, How many users were affected, and how?", question.VisibleText, StringComparison.Ordinal);
        Assert.DoesNotContain("<!", question.Text, StringComparison.Ordinal);
        Assert.Equal(["Fill in", "Skip", "Ask somebody else", "Not now"], question.Buttons.Select(button => button.Text));
    }

    [Fact]
    public async Task A_reply_in_the_thread_fills_the_part_and_the_next_question_follows()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await world.PassAsync(Minutes(15));
        var first = world.Open;

        await world.ReplyAsync(world.Slack.Ada, first, "About 1,200 saw errors");

        Assert.Contains("About 1,200 saw errors", await world.Incident.DraftAsync(), StringComparison.Ordinal);
        Assert.Contains("About 1,200 saw errors", Assert.Single(world.ThreadOf(first)), StringComparison.Ordinal);
        Assert.Contains("answered · Ada Lovelace", first.VisibleText, StringComparison.Ordinal);
        Assert.Empty(first.Buttons);
        Assert.Contains("What was done to restore service?", world.Open.VisibleText, StringComparison.Ordinal);
        var stated = (await world.Incident.LogAsync()).Single(line => (string?)line["detail"]!["topic"] == "UsersAffected");
        var said = (await world.Incident.LogAsync()).Single(line => (string?)line["detail"]!["text"] == "About 1,200 saw errors" && (string?)line["detail"]!["kind"] == "message");
        Assert.Equal((string?)said["source"]!["messageId"], (string?)stated["source"]!["messageId"]);
        Assert.EndsWith(world.Slack.Ada.User.Id, (string?)stated["by"]!["id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_a_reply_become_items_of_the_list_and_undo_takes_them_back()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres, "impact users some");
        await world.PassAsync(Minutes(15));
        var question = world.Open;

        await world.ReplyAsync(world.Slack.Grace, question, "- doubled the pool\n- restarted the workers");
        var filled = await world.Incident.DraftAsync();
        var confirmation = world.Home.Messages.Single(message => message.IsReply && message.Buttons.Any(button => button.Text == "Undo"));
        await world.PressAsync(world.Slack.Grace, confirmation, "Undo");

        Assert.Matches(@"- doubled the pool\n\s*- restarted the workers", filled);
        // The timeline still shows what was said.
        Assert.DoesNotMatch(@"\n\s*- doubled the pool\n", await world.Incident.DraftAsync());
    }

    [Fact]
    public async Task A_reply_that_cannot_be_read_gets_an_example_and_a_second_chance()
    {
        await using var world = await AskedWorld.RunningAsync(postgres, "Checkout is down");
        await world.Incident.CommandAllAsync("impact users some", "resolve It is gone");
        await world.PassAsync(Minutes(15));
        var question = world.Open;

        await world.ReplyAsync(world.Slack.Ada, question, "rather bad");
        var explained = world.ThreadOf(question);
        await world.ReplyAsync(world.Slack.Ada, question, "P1");

        Assert.Contains("For example: P1", Assert.Single(explained), StringComparison.Ordinal);
        Assert.Contains("**Severity**: P1", await world.Incident.DraftAsync(), StringComparison.Ordinal);
        Assert.Contains("rather bad", await world.Incident.SaidAsync());
    }

    [Fact]
    public async Task A_person_is_named_in_a_reply()
    {
        await using var world = await AskedWorld.RunningAsync(postgres, "P1 Checkout is down");
        await world.Slack.Grace.SaysAsync(world.Home, "I lead this");
        await world.Incident.CommandAllAsync("impact users some", "impact degradation full", "detect users", "resolve It is gone");
        await world.PassAsync(Minutes(15));

        await world.ReplyAsync(world.Slack.Ada, world.Open, "It was @Grace Hopper");

        var role = Assert.Single(await world.Incident.LoggedAsync("role"));
        Assert.EndsWith(world.Slack.Grace.User.Id, (string?)role["holder"]!["personId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_reply_delivered_twice_answers_once()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres, "impact users some");
        await world.PassAsync(Minutes(15));
        world.Slack.Slack.Inbox.Copies = 2;

        await world.ReplyAsync(world.Slack.Grace, world.Open, "doubled the pool");

        Assert.Single(await world.Incident.LoggedAsync("stated"), detail => (string?)detail["text"] == "doubled the pool");
        Assert.Single(await world.Incident.LoggedAsync("question-answered"));
    }

    [Fact]
    public async Task A_form_fills_it_as_well()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await world.PassAsync(Minutes(15));
        var first = world.Open;

        await world.Slack.Grace.PressesAsync(first, "Fill in");
        await world.Slack.Grace.SubmitsAsync(world.Slack.Grace.View!, ("In words, or the service or endpoint", "About 1,200"));
        await world.Slack.OutboxIsEmptyAsync();

        Assert.Contains("answered · Grace Hopper", first.VisibleText, StringComparison.Ordinal);
        Assert.Contains("What was done to restore service?", world.Open.VisibleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_the_usual_command()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await world.PassAsync(Minutes(15));
        var first = world.Open;

        await world.Incident.CommandsAsync("impact users About 1,200");
        await world.Slack.OutboxIsEmptyAsync();

        Assert.Contains("answered · Ada Lovelace", first.VisibleText, StringComparison.Ordinal);
        Assert.NotSame(first, world.Open);
    }

    [Fact]
    public async Task Somebody_else_is_asked_at_once_and_an_old_button_does_nothing()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await world.PassAsync(Minutes(15));
        var first = world.Open;
        var asItWas = first.Blocks;

        await world.PressAsync(world.Slack.Grace, first, "Ask somebody else");
        var second = world.Open;
        await world.Slack.Grace.PressesAsync(first, "Skip", asItWas);
        await world.Slack.OutboxIsEmptyAsync();

        Assert.StartsWith("@Ada Lovelace, How many users were affected", second.VisibleText, StringComparison.Ordinal);
        Assert.Same(second, world.Open);
        Assert.Empty(first.Buttons);
    }

    [Fact]
    public async Task What_is_skipped_gives_way_to_the_next_part()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await world.PassAsync(Minutes(15));

        await world.PressAsync(world.Slack.Grace, world.Open, "Skip");

        Assert.Contains("What was done to restore service?", world.Open.VisibleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_now_is_heeded_for_two_hours()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await world.PassAsync(Minutes(15));

        await world.PressAsync(world.Slack.Grace, world.Open, "Not now");
        await world.PassAsync(Minutes(100));
        var meanwhile = world.Home.BotPosts.Count(post => post.Buttons.Any(button => button.Text == "Not now"));
        await world.PassAsync(Minutes(140));

        Assert.Equal(0, meanwhile);
        Assert.Contains("How many users", world.Open.VisibleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_while_people_talk()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        world.Clock.MoveTo(AskedWorld.Monday + Minutes(14));
        for (var number = 0; number < 6; number++)
            await world.Slack.Grace.SaysAsync(world.Home, $"and another thing {number}");

        await world.PassAsync(Minutes(15));
        var busy = world.Questions.Count;
        await world.PassAsync(Minutes(25));

        Assert.Equal(0, busy);
        Assert.Single(world.Questions);
    }

    [Fact]
    public async Task A_running_incident_is_asked_in_a_quiet_spell_for_facts_only()
    {
        await using var world = await AskedWorld.RunningAsync(postgres, "P1 Checkout is down");
        await world.PassAsync(Minutes(9));
        var early = world.Questions.Count;

        await world.PassAsync(Minutes(12));
        await world.ReplyAsync(world.Slack.Ada, world.Open, "partial");
        await world.PassAsync(Minutes(30));
        var soon = world.Questions.Count;
        await world.PassAsync(Minutes(45));

        Assert.Equal((0, 0), (early, soon));
        Assert.Contains("How was it noticed", world.Open.VisibleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_after_a_restart()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await world.PassAsync(Minutes(15));
        var first = world.Open;

        await world.Slack.RestartBotAsync();
        await AskedWorld.HasHeardAsync(world.Slack.Bot.Services, world.Slack.Database);
        await world.ReplyAsync(world.Slack.Grace, first, "About 1,200");
        await world.PassAsync(Minutes(17));

        Assert.Contains("About 1,200", await world.Incident.DraftAsync(), StringComparison.Ordinal);
        Assert.Contains("What was done to restore service?", world.Open.VisibleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hosts_ask_once()
    {
        await using var world = await AskedWorld.ResolvedAsync(postgres);
        await using var other = await TestBot.StartAsync(world.Slack.Database, world.Slack.Settings(), world.Clock);
        world.Clock.MoveTo(AskedWorld.Monday + Minutes(15));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(run => Task.Run(() => Job(run % 2 == 0 ? world.Slack.Bot : other).RunAsync(Cancel))));
        await world.Slack.OutboxIsEmptyAsync();

        Assert.Single(world.Questions);
        Assert.Single(await world.Incident.LoggedAsync("question"));
    }

    [Fact]
    public async Task A_private_incident_is_asked_in_its_home_alone()
    {
        await using var world = await AskedWorld.RunningAsync(postgres, "P1 Checkout is down --private");
        await world.Incident.CommandAllAsync("impact degradation full", "detect users", "claim commander", "claim author", "resolve It is gone");

        await world.PassAsync(Minutes(15));

        Assert.Contains("How many users", world.Open.VisibleText, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Incident.Room.Messages, message => message.VisibleText.Contains("How many users", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_wants_it_is_asked_at_once_question_by_question()
    {
        await using var world = await AskedWorld.RunningAsync(postgres, "P1 Checkout is down");

        var answer = await world.Slack.Ada.CommandsAsync(world.Home, "/incident", "postmortem ask");
        await world.Slack.OutboxIsEmptyAsync();
        await AskedWorld.HasHeardAsync(world.Slack.Bot.Services, world.Slack.Database);
        await world.ReplyAsync(world.Slack.Ada, world.Open, "partial");
        await world.ReplyAsync(world.Slack.Ada, world.Open, "users");

        Assert.Contains("one question after the other", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Who led the response?", world.Open.VisibleText, StringComparison.Ordinal);
    }

    private static AskQuestionsJob Job(TestBot bot) => bot.Services.GetRequiredService<AskQuestionsJob>();
}
