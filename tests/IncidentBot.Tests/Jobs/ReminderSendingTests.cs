using Hangfire;
using IncidentBot.Chat.Reminders;
using IncidentBot.Health;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Jobs;

public sealed class ReminderSendingTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("action done AI-001", "the item is done")]
    [InlineData("action drop AI-001 no use", "the item is dropped")]
    [InlineData("action due AI-001 2024-03-01", "the item was rescheduled")]
    [InlineData("action assign AI-001 \"DB Team\"", "the item was reassigned")]
    [InlineData("action snooze AI-001 3d", "the item is snoozed")]
    public async Task Says_nothing_when_its_reason_went_between_decision_and_sending(string command, string why)
    {
        await using var bot = await WithOverdueItemAsync();
        var decided = await DecideAsync(bot);
        await bot.TypeAsync(command);

        await SendAsync(bot, decided);

        Assert.Equal(why, Assert.Single(await bot.QueryAsync("select dropped_why from reminders")));
        Assert.Equal(0, await bot.CountAsync("outbox where kind = 'ReminderErrand'"));
    }

    [Fact]
    public async Task Leaves_out_only_what_is_done_of_several_items()
    {
        await using var bot = await WithOverdueItemAsync();
        await bot.TypeAsync("action Second <@test:ada> by 2024-01-16", RunningBot.Ada);
        var decided = await DecideAsync(bot);
        await bot.TypeAsync("action done AI-001");

        await SendAsync(bot, decided);
        await bot.SettledAsync();

        Assert.DoesNotContain("AI-001", Assert.Single(bot.ToldTo(RunningBot.Ada)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_runs_twice_says_it_once()
    {
        await using var bot = await WithOverdueItemAsync();
        var decided = await DecideAsync(bot);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(bot, decided)));
        await bot.SettledAsync();

        Assert.Single(bot.ToldTo(RunningBot.Ada));
        Assert.Equal(1, await bot.CountAsync("reminders r join reminder_posts p on p.id = r.post_id"));
    }

    [Fact]
    public async Task A_reminder_whose_job_cannot_be_queued_is_not_kept_and_comes_with_the_next_sweep()
    {
        await using var bot = await WithOverdueItemAsync();
        bot.SetClock("2024-01-17T09:00Z");
        var due = new NewReminder(ReminderKind.Overdue, "2024-01-17", Recipient.Person("test:ada"), "INC-2024-0115-1430", "AI-001");

        await Assert.ThrowsAsync<InvalidOperationException>(() => bot.Bot.Get<ReminderStore>().AddAsync([due], (to, ids) =>
        {
            bot.Bot.Get<IBackgroundJobClient>().Enqueue<SendReminderJob>(job => job.RunAsync(to.Address, ids, CancellationToken.None));
            throw new InvalidOperationException("The power went.");
        }, RemindedBot.At("2024-01-17T09:00Z"), Cancel));
        Assert.Equal(0, await bot.CountAsync("reminders"));
        Assert.Equal(0, await bot.CountAsync("hangfire.job where invocationdata::text like '%SendReminderJob%'"));

        await bot.OnAsync("2024-01-17T09:05Z");
        Assert.Single(bot.ToldTo(RunningBot.Ada));
    }

    [Fact]
    public async Task Two_hosts_on_one_database_remind_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        var clock = new FakeTimeProvider(RemindedBot.At("2024-01-15T14:30Z"));
        var chat = new RecordingPlatform();
        await using var one = await RemindedBot.StartAsync(database, clock, chat);
        await using var other = await RemindedBot.StartAsync(database, clock, chat);
        await one.TypeAsync("start P1 Payments down --here");
        foreach (var number in Enumerable.Range(1, 10))
        {
            await one.TypeAsync($"action Step {number} <@test:ada> by 2024-01-16", RunningBot.Ada);
            await one.TypeAsync($"action Part {number} <@test:grace> by 2024-01-16", RemindedBot.Grace);
        }

        await one.SettledAsync();
        clock.SetUtcNow(RemindedBot.At("2024-01-17T09:00Z"));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(run => (run % 2 == 0 ? one : other).Bot.Get<RemindOwnersJob>().RunAsync(Cancel)));
        await one.SettledAsync();

        Assert.Single(one.ToldTo(RunningBot.Ada));
        Assert.Single(one.ToldTo(RemindedBot.Grace), text => text.StartsWith("Your action items", StringComparison.Ordinal));
        Assert.Equal(20, await one.CountAsync("reminders"));
        Assert.Equal(2, await one.CountAsync("hangfire.job where invocationdata::text like '%SendReminderJob%'"));
    }

    [Fact]
    public async Task The_timetable_holds_the_job_and_hangfire_runs_it()
    {
        await using var bot = await WithOverdueItemAsync();
        bot.SetClock("2024-01-17T09:00Z");

        bot.Bot.Get<IRecurringJobManager>().Trigger(RecurringJobs.RemindOwners);

        await Eventually.TrueAsync(() => bot.ToldTo(RunningBot.Ada).Count == 1, "Ada is reminded", Cancel);
    }

    [Fact]
    public async Task The_message_says_what_became_of_its_items_also_days_later()
    {
        await using var bot = await WithOverdueItemAsync();
        await bot.TypeAsync("action Second <@test:ada> by 2024-01-16", RunningBot.Ada);
        await bot.OnAsync("2024-01-17T09:00Z");
        var id = Assert.Single(await bot.QueryAsync("select message_id from reminder_posts"));

        bot.SetClock("2024-01-20T12:00Z");
        await bot.TypeAsync("action done AI-001");
        await bot.TypeAsync("action assign AI-002 <@test:grace>", RemindedBot.Grace);
        await bot.SettledAsync();

        var shown = bot.Chat.Shown[id];
        Assert.Contains("✓ AI-001 done by Ada Lovelace, 2024-01-20: Add an index", shown.ToPlainText(), StringComparison.Ordinal);
        Assert.Contains("AI-002 is Grace Hopper's now by Ada Lovelace, 2024-01-20: Second", shown.ToPlainText(), StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Parts, part => part is Offered or OfferedChoice);
    }

    [Fact]
    public async Task A_message_of_long_ago_stays_as_it_is()
    {
        await using var bot = await WithOverdueItemAsync();
        await bot.OnAsync("2024-01-17T09:00Z");

        bot.SetClock("2024-03-20T12:00Z");
        await bot.TypeAsync("action done AI-001");

        Assert.Equal(0, await bot.CountAsync("outbox where kind = 'ReminderPostErrand'"));
    }

    [Fact]
    public async Task Whoever_is_given_an_item_is_told_at_once_and_it_is_kept_in_step()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("action Add an index <@test:grace> by 2024-02-16", RemindedBot.Grace);
        await bot.TypeAsync("action My own <@test:ada> by 2024-02-16", RunningBot.Ada);
        await bot.SettledAsync();

        Assert.StartsWith("Ada Lovelace gave you an action item:\nAI-001 P1 Add an index · due 2024-02-16", Assert.Single(bot.ToldTo(RemindedBot.Grace)), StringComparison.Ordinal);
        Assert.Empty(bot.ToldTo(RunningBot.Ada));

        await bot.TypeAsync("action done AI-001");
        await bot.SettledAsync();
        Assert.Contains(bot.Chat.Shown.Values, text => text.ToPlainText().Contains("✓ AI-001 done by Ada Lovelace", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_cannot_be_told_alone_is_called_in_the_homes_and_the_operator_knows()
    {
        await using var bot = await WithOverdueItemAsync();
        bot.Chat.Refuses["direct test:ada"] = "cannot_dm_user";

        await bot.OnAsync("2024-01-17T09:00Z");

        var said = Assert.Single(bot.Chat.SaidIn("C1"), text => text.Contains("I cannot write to you alone", StringComparison.Ordinal));
        Assert.StartsWith("@Ada Lovelace, I cannot write", said, StringComparison.Ordinal);
        Assert.Contains("cannot_dm_user", Assert.Single(await bot.QueryAsync("select note from operator_notes")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_is_told_as_it_was_said_in_the_chat_or_in_the_settings()
    {
        await using var bot = await RemindedBot.StartAsync(postgres, ("Reminders:Teams:0:Name", "web"), ("Reminders:Teams:0:Channel", "test:T/C9"), ("Reminders:Teams:1:Name", "DB Team"), ("Reminders:Teams:1:People:0", "test:linus"));
        await bot.TypeAsync("team \"db team\" <@test:ada> <@test:grace>", RunningBot.Ada, RemindedBot.Grace);
        await bot.TypeAsync("action Add an index owner:\"DB Team\" by 2024-01-16");
        await bot.TypeAsync("action Fix the page owner:Web by 2024-01-16");

        await bot.OnAsync("2024-01-17T09:00Z");

        Assert.Contains("AI-001", Assert.Single(bot.ToldTo(RunningBot.Ada)), StringComparison.Ordinal);
        Assert.Contains("AI-001", Assert.Single(bot.ToldTo(RemindedBot.Grace)), StringComparison.Ordinal);
        Assert.Contains("Action items of this team:\nOverdue\nAI-002", Assert.Single(bot.Chat.SaidIn("C9")), StringComparison.Ordinal);
        Assert.Contains("Web: #C9 (settings)", (await bot.Bot.TypeAsync("team list"))!.Text.ToPlainText().Replace("web", "Web", StringComparison.Ordinal), StringComparison.Ordinal);

        await bot.TypeAsync("team remove \"DB Team\"");
        await bot.OnAsync("2024-01-18T09:00Z");
        Assert.Single(bot.ToldTo(RunningBot.Ada));
        Assert.Single(bot.Chat.SaidIn("direct test:linus"));
    }

    [Fact]
    public async Task What_a_team_owns_is_in_the_list_and_in_the_week_of_each_of_its_people()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("team \"DB Team\" <@test:ada>", RunningBot.Ada);
        await bot.TypeAsync("action Add an index owner:\"db team\" by 2024-03-01");

        await bot.OnAsync("2024-01-22T09:00Z");

        Assert.Contains("Open\nAI-001 P1 Add an index", Assert.Single(bot.ToldTo(RunningBot.Ada)), StringComparison.Ordinal);
        Assert.Contains("AI-001 P1 Add an index · due 2024-03-01 · db team", (await bot.Bot.TypeAsync("todo"))!.Text.ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_home_is_archived_its_commander_is_told_what_nobody_answers_for()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("claim commander");
        await bot.TypeAsync("action Add an index by 2024-01-16");
        await bot.ExecuteAsync("update incidents set record = jsonb_set(record, '{incident,isHomeArchived}', 'true')");

        await bot.OnAsync("2024-01-17T09:00Z");

        Assert.Contains("AI-001", Assert.Single(bot.ToldTo(RunningBot.Ada), text => text.Contains("overdue", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(bot.Chat.SaidIn("C1"), text => text.Contains("overdue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_doctor_says_when_reminders_reach_nobody()
    {
        await using var bot = await WithOverdueItemAsync();
        Assert.Equal(FindingKind.Ok, Assert.Single(await ExamineAsync(bot)).Kind);

        bot.Chat.Refuses["direct test:ada"] = "cannot_dm_user";
        bot.Chat.Refuses["C1"] = "is_archived";
        await bot.OnAsync("2024-01-17T09:00Z");
        await bot.ExecuteAsync("insert into reminders (kind, slot, recipient, created_at) values ('digest', '2024-01-15', 'person test:x', '2024-01-17 08:00+00')");

        var findings = await ExamineAsync(bot);
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Warning } && finding.What.StartsWith("1 reminders wait", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Warning } && finding.What.Contains("is_archived", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("From", "nine", "Reminders:From is “nine”")]
    [InlineData("Until", "08:00", "Reminders:Until (08:00) is not after Reminders:From (09:00)")]
    [InlineData("Holidays:0", "25.12.", "Reminders:Holidays:0 is “25.12.”")]
    [InlineData("WorkingDays:0", "Mo", "Reminders:WorkingDays:0 is “Mo”")]
    [InlineData("EscalateAfterDays", "9", "Reminders:EscalateToLeadAfterDays is less")]
    [InlineData("Lead", "Ada", "Reminders:Lead is “Ada”")]
    [InlineData("Teams:0:Name", "DB Team", "Reminders:Teams:0 (DB Team) needs either People")]
    public void A_setting_that_cannot_be_used_is_named_with_its_cure(string setting, string value, string expected)
    {
        var options = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"Reminders:{setting}"] = value }).Build();
        var read = options.GetSection("Reminders").Get<ReminderOptions>()!;

        Assert.Contains(expected, Assert.Single(new ReminderOptionsCheck().Validate(null, read).Failures!), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(RemindedBot bot)
    {
        var findings = new List<Finding>();
        await foreach (var finding in bot.Bot.Get<IEnumerable<IDiagnosis>>().OfType<ReminderDiagnosis>().Single().ExamineAsync(Cancel))
            findings.Add(finding);
        return findings;
    }

    private async Task<RemindedBot> WithOverdueItemAsync()
    {
        var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("action Add an index <@test:ada> by 2024-01-16", RunningBot.Ada);
        return bot;
    }

    /// <summary>As the sweep does it, but nothing is enqueued.</summary>
    private static async Task<long[]> DecideAsync(RemindedBot bot)
    {
        bot.SetClock("2024-01-17T09:00Z");
        var now = RemindedBot.At("2024-01-17T09:00Z");
        var reminders = bot.Bot.Get<ReminderStore>();
        var decided = new List<long>();
        var (due, _) = await bot.Bot.Get<ReminderPlanner>().PlanAsync(await reminders.ToLookAtAsync(now, 100, Cancel), now, Cancel);
        await reminders.AddAsync([.. due], (_, ids) => decided.AddRange(ids), now, Cancel);
        return [.. decided];
    }

    private static Task SendAsync(RemindedBot bot, long[] decided) => bot.Bot.Get<SendReminderJob>().RunAsync("person test:ada", decided, Cancel);
}
