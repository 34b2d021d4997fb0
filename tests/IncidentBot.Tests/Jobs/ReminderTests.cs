using IncidentBot.Incidents;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Jobs;

public sealed class ReminderTests(PostgresFixture postgres)
{
    private const string AddItem = "action Add an index <@test:ada> by 2024-01-17";

    [Fact]
    public async Task Reminds_through_the_weeks_until_it_is_done()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync(AddItem, RunningBot.Ada);

        await bot.ThroughAsync("2024-01-15T15:00Z", "2024-01-22T18:00Z");
        await bot.TypeAsync("action done AI-001");
        await bot.ThroughAsync("2024-01-23T08:00Z", "2024-01-30T18:00Z");

        var told = bot.ToldTo(RunningBot.Ada);
        Assert.Equal(5, told.Count);
        Assert.StartsWith("Your action items\nDue next\nAI-001 P1 Add an index · due 2024-01-17 · INC-2024-0115-1430 Payments down", told[0], StringComparison.Ordinal);
        Assert.Contains("Due today\nAI-001 P1 Add an index · due today", told[1], StringComparison.Ordinal);
        Assert.Contains("Overdue\nAI-001 P1 Add an index · 1 day overdue (due 2024-01-17)", told[2], StringComparison.Ordinal);
        Assert.Contains("2 days overdue", told[3], StringComparison.Ordinal);
        Assert.StartsWith("Your open action items, as the week begins\nOverdue\nAI-001 P1 Add an index · 5 days overdue", told[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_the_owners_own_morning()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.KnowAsync(RunningBot.Ada, "America/New_York");
        await bot.TypeAsync(AddItem, RunningBot.Ada);

        await bot.OnAsync("2024-01-16T13:55Z");
        Assert.Equal(0, await bot.CountAsync("reminders"));

        await bot.OnAsync("2024-01-16T14:00Z");
        Assert.Equal(1, await bot.CountAsync("reminders"));
    }

    [Fact]
    public async Task All_items_of_one_person_come_in_one_message_with_something_to_press()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("action P0 Late <@test:ada> by 2024-01-16", RunningBot.Ada);
        await bot.TypeAsync("action P1 Today <@test:ada> by 2024-01-17", RunningBot.Ada);
        await bot.TypeAsync("action P2 Tomorrow <@test:ada> by 2024-01-18", RunningBot.Ada);

        await bot.OnAsync("2024-01-17T09:00Z");

        var said = Assert.Single(bot.ToldTo(RunningBot.Ada));
        Assert.Matches("(?s)Overdue\nAI-001.*Due today\nAI-002.*Due next\nAI-003", said);
        var offered = bot.Chat.Shown.Values.Single(text => text.ToPlainText() == said).Parts;
        Assert.Contains(new Offered("Done", "action done AI-002", new IncidentId("INC-2024-0115-1430")), offered);
        Assert.Contains(new Offered("Start", "action start AI-002", new IncidentId("INC-2024-0115-1430")), offered);
        Assert.Contains(Offered.Form("Reassign", "action assign AI-002", new IncidentId("INC-2024-0115-1430")), offered);
        Assert.Contains(
            ["action snooze AI-002 1d", "action snooze AI-002 3d", "action snooze AI-002 1w", "action snooze AI-002"],
            offered.OfType<OfferedChoice>().Select(choice => choice.Choices.Select(offer => offer.Command)));
    }

    [Fact]
    public async Task On_the_first_morning_of_the_week_one_message_holds_everything()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("action Late <@test:ada> by 2024-01-17", RunningBot.Ada);
        await bot.TypeAsync("action Far away <@test:ada> by 2024-03-01", RunningBot.Ada);
        await bot.TypeAsync("action Some day <@test:grace>", RemindedBot.Grace);

        await bot.OnAsync("2024-01-22T08:55Z");
        Assert.Equal(0, await bot.CountAsync("reminders"));
        await bot.OnAsync("2024-01-22T09:00Z");
        await bot.ThroughAsync("2024-01-22T10:00Z", "2024-01-22T18:00Z");

        Assert.Matches("(?s)Overdue\nAI-001.*Open\nAI-002", Assert.Single(bot.ToldTo(RunningBot.Ada), text => text.Contains("week begins", StringComparison.Ordinal)));
        Assert.Single(bot.ToldTo(RunningBot.Ada));
        Assert.Contains("Open\nAI-003 P1 Some day", bot.ToldTo(RemindedBot.Grace)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_more_than_a_message_holds_is_counted()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        foreach (var number in Enumerable.Range(1, 23))
            await bot.TypeAsync($"action Step {number} <@test:ada> by 2024-01-16", RunningBot.Ada);

        await bot.OnAsync("2024-01-17T09:00Z");

        var said = Assert.Single(bot.ToldTo(RunningBot.Ada));
        Assert.Equal(20, said.Split('\n').Count(line => line.StartsWith("AI-", StringComparison.Ordinal)));
        Assert.EndsWith("… and 3 more: todo shows them all.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commander_and_the_lead_hear_once_of_what_is_long_overdue()
    {
        await using var bot = await RemindedBot.StartAsync(postgres, ("Reminders:Lead", "test:lead"));
        await bot.TypeAsync("role commander <@test:grace>", RemindedBot.Grace);
        await bot.TypeAsync("action Add an index <@test:ada> by 2024-01-16", RunningBot.Ada);
        await bot.ExecuteAsync("update action_items set snoozed_until = '2024-03-01'");

        await bot.ThroughAsync("2024-01-16T08:00Z", "2024-01-26T18:00Z");

        Assert.Empty(bot.ToldTo(RunningBot.Ada));
        Assert.Contains("AI-001 P1 Add an index · 3 days overdue (due 2024-01-16) · Ada Lovelace has it · snoozed until 2024-03-01", Assert.Single(bot.ToldTo(RemindedBot.Grace), text => text.Contains("AI-001", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Single(bot.Chat.SaidIn("direct test:lead"), text => text.Contains("7 days overdue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_the_home_and_the_commander_where_a_team_has_the_work()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("action Add an index owner:\"DB Team\" by 2024-01-16");
        await bot.TypeAsync("action Look at it by 2024-01-16");
        await bot.TypeAsync("claim commander");

        await bot.OnAsync("2024-01-17T09:00Z");

        var said = Assert.Single(bot.Chat.SaidIn("C1"), text => text.StartsWith("@Ada Lovelace, please see to these action items:", StringComparison.Ordinal));
        Assert.Contains("AI-001 P1 Add an index · 1 day overdue (due 2024-01-16) · DB Team has it", said, StringComparison.Ordinal);
        Assert.Contains("nobody has it: action assign AI-002 @person", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_who_has_left_is_the_commanders_business()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("role commander <@test:grace>", RemindedBot.Grace);
        await bot.TypeAsync("action Add an index <@test:ada> by 2024-01-16", RunningBot.Ada);
        await bot.KnowAsync(RunningBot.Ada, null, "Deactivated");

        await bot.ThroughAsync("2024-01-17T08:00Z", "2024-01-18T18:00Z");

        Assert.Empty(bot.ToldTo(RunningBot.Ada));
        Assert.Contains("Whose owner has left\nAI-001", Assert.Single(bot.ToldTo(RemindedBot.Grace), text => text.Contains("AI-001", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, bot.Chat.SaidIn("C1").Count(text => text.Contains("days overdue", StringComparison.Ordinal) || text.Contains("day overdue", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Goes_on_after_the_incident_was_closed_and_the_bot_restarted()
    {
        var database = await postgres.CreateDatabaseAsync();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(RemindedBot.At("2024-01-15T14:30Z"));
        await using (var bot = await RemindedBot.StartAsync(database, clock, new RecordingPlatform()))
        {
            await bot.TypeAsync("start P1 Payments down --here");
            await bot.TypeAsync("action Add an index <@test:ada> by 2024-01-16", RunningBot.Ada);
            await bot.TypeAsync("resolve");
            await bot.TypeAsync("close --anyway nobody has the time");
            await bot.OnAsync("2024-01-17T09:00Z");
            Assert.Single(bot.ToldTo(RunningBot.Ada));
        }

        await using var restarted = await RemindedBot.StartAsync(database, clock, new RecordingPlatform());
        await restarted.OnAsync("2024-01-17T16:00Z");
        await restarted.OnAsync("2024-01-18T09:00Z");

        Assert.Contains("2 days overdue", Assert.Single(restarted.ToldTo(RunningBot.Ada)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_working_hours_count_from_the_next_start_on()
    {
        var database = await postgres.CreateDatabaseAsync();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(RemindedBot.At("2024-01-15T14:30Z"));
        await using (var bot = await RemindedBot.StartAsync(database, clock, new RecordingPlatform()))
        {
            await bot.TypeAsync("start P1 Payments down --here");
            await bot.TypeAsync("action Add an index <@test:ada> by 2024-01-22", RunningBot.Ada);
            await bot.OnAsync("2024-01-15T14:35Z");
        }

        await using var restarted = await RemindedBot.StartAsync(database, clock, new RecordingPlatform(), ("Reminders:From", "06:00"), ("Reminders:Holidays:0", "2024-01-19"));
        await restarted.OnAsync("2024-01-18T06:00Z");

        Assert.Contains("Due next\nAI-001", Assert.Single(restarted.ToldTo(RunningBot.Ada)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_incidents_title_is_for_its_people()
    {
        await using var bot = await RemindedBot.StartAsync(postgres);
        await bot.TypeAsync("private");
        await bot.TypeAsync("action For an outsider <@test:grace> by 2024-03-01", RemindedBot.Grace);
        await bot.TypeAsync("action For one of them <@test:ada> by 2024-03-01", RunningBot.Ada);

        await bot.OnAsync("2024-01-22T09:00Z");

        var outsider = Assert.Single(bot.ToldTo(RemindedBot.Grace), text => text.Contains("week begins", StringComparison.Ordinal));
        Assert.Contains("AI-001 P1 For an outsider", outsider, StringComparison.Ordinal);
        Assert.DoesNotContain("Payments down", outsider, StringComparison.Ordinal);
        Assert.Contains("Payments down", Assert.Single(bot.ToldTo(RunningBot.Ada)), StringComparison.Ordinal);
    }
}
