using System.Text;
using IncidentBot.Chat;
using IncidentBot.Cli;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.People;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Cli;

public sealed class RebuildTests(PostgresFixture postgres)
{
    private const string Root = "/incidents/INC-2024-0115-1430";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Gives_the_servers_bytes_for_an_incident_with_all_sorts_of_things_in_it()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await PlayAsync(bot);

        await AssertRebuiltAsync(bot, "draft");
        await AssertRebuiltAsync(bot, "finished");
    }

    [Fact]
    public async Task Takes_the_chat_from_the_log_where_nobody_kept_anything()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments | down --here");
        var message = await bot.WriteAsync("The *pool* is `full` <b>again</b> | yes");
        await bot.HappenAsync(EventKeys.Edit(message, "2"), message, new MessageEdited("The pool is full", "2"));
        var gone = await bot.WriteAsync("I blame nobody");
        await bot.HappenAsync(EventKeys.Deletion(gone), gone, new MessageDeleted());

        await AssertRebuiltAsync(bot, "draft");
    }

    [Fact]
    public async Task Knows_two_accounts_as_one_person_from_where_the_log_says_so()
    {
        var other = new Person("other:T/ada", "Ada L.");
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeElsewhereAsync(other, "start P1 Payments | down --here");
        foreach (var command in new[] { "claim commander", "summary The pool was too small.", "action P0 Add an index @me by 2024-01-16" })
            await bot.TypeElsewhereAsync(other, command);

        await LinkedPeople.ByEmailAsync(bot, RunningBot.Ada, other);
        await Eventually.GetAsync(async () => (await ReadAsync(bot, "log.jsonl")).Contains("person-recognised", StringComparison.Ordinal) ? true : throw new TimeoutException("It was not recognised."), TestContext.Current.CancellationToken);

        var rebuilt = RecordIn(await ReadAsync(bot, "log.jsonl"));
        Assert.Equal(RunningBot.Ada.Id, rebuilt.Incident.DeclaredBy.Id);
        Assert.Equal(RunningBot.Ada.Id, rebuilt.ActionItems.Single().Owner!.PersonId);
        await AssertRebuiltAsync(bot, "draft");
        await AssertRebuiltAsync(bot, "finished");
    }

    [Fact]
    public async Task Entries_keep_their_numbers_when_a_kept_message_was_deleted()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        var kept = await bot.WriteAsync("The database is the culprit");
        await bot.HappenAsync(EventKeys.Mark(kept, "pushpin by test:ada", "1"), kept, new MessageKept("pushpin by test:ada", null, null));
        await bot.TypeAsync("note 14:30 Pool exhausted -> restarted it");
        await bot.TypeAsync("note 14:30 Nothing helped -> called the vendor");
        await bot.HappenAsync(EventKeys.Deletion(kept), kept, new MessageDeleted());
        await bot.TypeAsync("timeline hide 3");

        await AssertRebuiltAsync(bot, "draft");
    }

    [Fact]
    public async Task Gives_the_same_for_an_incident_that_lived_in_several_places()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        await bot.TypeElsewhereAsync(RunningBot.Ada, "join INC-2024-0115-1430 --quiet", channel: "C2");
        await bot.TypeElsewhereAsync(RunningBot.Ada, "join INC-2024-0115-1430", channel: "C2");
        await bot.TypeElsewhereAsync(RunningBot.Ada, "note 14:30 Pool exhausted -> restarted it", channel: "C2");
        await bot.TypeElsewhereAsync(RunningBot.Ada, "leave", channel: "C2");
        await bot.TypeAsync("resolve it is out");

        Assert.Contains("Pool exhausted", await ReadAsync(bot, "postmortem.md?form=finished"), StringComparison.Ordinal);
        await AssertRebuiltAsync(bot, "draft");
        await AssertRebuiltAsync(bot, "finished");
    }

    [Fact]
    public async Task Reads_past_fields_and_blank_lines_that_it_does_not_know()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        var log = await ReadAsync(bot, "log.jsonl");
        var later = "\uFEFF" + log.Replace("{\"incident\"", "{\"mood\":{\"is\":\"tense\"},\"incident\"", StringComparison.Ordinal).Replace("\n", "\r\n\r\n", StringComparison.Ordinal);

        Assert.Equal(await RebuildAsync(log, "draft"), await RebuildAsync(later, "draft"));
    }

    [Theory]
    [InlineData("", "Line 1 of the log can't be used: there is nothing in it.")]
    [InlineData("GOOD\n{\"incident\":\"INC-2024-0115-1430\"", "Line 2 of the log can't be used: ")]
    [InlineData("GOOD\n\nnull", "Line 3 of the log can't be used: ")]
    [InlineData("{}", "Line 1 of the log can't be used: it names no incident.")]
    [InlineData("{\"incident\":\"INC-2024-0115-1430\"}", "Line 1 of the log can't be used: it lacks id, by or detail.")]
    [InlineData("GOOD\n{\"incident\":\"INC-2024-0115-1430\",\"id\":2,\"by\":{\"id\":\"a\",\"name\":\"A\"},\"detail\":{\"kind\":\"tea-break\"}}", "Line 2 of the log can't be used: ")]
    [InlineData("GOOD\n{\"incident\":\"INC-2024-0115-1430\",\"id\":2,\"by\":{\"id\":\"a\",\"name\":\"A\"},\"detail\":{}}", "Line 2 of the log can't be used: ")]
    [InlineData("GOOD\nOTHER", "Line 2 of the log can't be used: it belongs to INC-2024-0115-1431")]
    public async Task Names_the_line_that_is_broken(string log, string expected)
    {
        const string good = """{"incident":"INC-2024-0115-1430","id":1,"occurredAt":{"at":"2024-01-15T14:30:00+00:00","precision":"Exact"},"recordedAt":"2024-01-15T14:30:00+00:00","by":{"id":"test:ada","name":"Ada"},"detail":{"kind":"declared","title":"Payments down"}}""";
        var errors = new StringWriter();

        var exitCode = await RunAsync(
            log.Replace("GOOD", good, StringComparison.Ordinal).Replace("OTHER", good.Replace("1430", "1431", StringComparison.Ordinal), StringComparison.Ordinal),
            ["--form", "draft"], new MemoryStream(), errors);

        Assert.Equal(1, exitCode);
        Assert.StartsWith(expected, errors.ToString(), StringComparison.Ordinal);
        Assert.Single(errors.ToString().TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData]
    [InlineData("log.jsonl", "--form", "final")]
    [InlineData("log.jsonl", "more")]
    public async Task Shows_an_example_where_the_command_line_cannot_be_read(params string[] args)
    {
        var errors = new StringWriter();

        var exitCode = await RebuildVerb.RunAsync(args, Stream.Null, errors, TestContext.Current.CancellationToken);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("For example: rebuild log.jsonl", errors.ToString(), StringComparison.Ordinal);
    }

    private async Task PlayAsync(RunningBot bot)
    {
        await bot.TypeAsync("start P1 Payments | *down* <b> --here --service api,web");
        var kept = await bot.WriteAsync("Pool | exhausted `conn` -> Restarted it");
        await bot.HappenAsync(EventKeys.Mark(kept, "pushpin by test:ada", "1"), kept, new MessageKept("pushpin by test:ada", null, null));
        await bot.WriteAsync("14:05 alert fired -> on-call paged");
        await bot.HappenAsync(EventKeys.Edit(kept, "2"), kept, new MessageEdited("Pool exhausted -> Restarted it twice", "2"));
        _clock.Advance(TimeSpan.FromMinutes(20));
        foreach (var command in new[]
        {
            "claim commander", "role lead <@test:ada>", "note ~14:35 Latency is back", "summary The pool was too small.",
            "cause An unbounded query", "factor No limit", "why process Nobody looked", "impact users 12%", "impact availability api 99.9% 95.2%",
            "impact latency /pay 200ms 5000ms", "detect alerting after 5m", "metric calls_failed 1,234", "lesson well Fast answer",
            "prevent technical Limit the pool", "fix immediate Restarted", "action P0 Add an index owner:\"DB Team\" by 2024-01-16",
            "action Tell finance <@test:ada> by 2024-01-20", "action done AI-001", "link https://example.com/dash Dashboard",
            "mitigate", "resolve Health checks pass", "correct start 14:10", "postmortem review 2024-01-22",
        })
            await bot.TypeAsync(command, RunningBot.Ada);
    }

    private static async Task AssertRebuiltAsync(RunningBot bot, string form)
    {
        var served = await ReadAsync(bot, $"postmortem.md?form={form}");

        Assert.NotEmpty(served);
        Assert.Equal(served, await RebuildAsync(await ReadAsync(bot, "log.jsonl"), form));
    }

    private static async Task<string> ReadAsync(RunningBot bot, string file) =>
        Encoding.UTF8.GetString(await (await bot.GetAsync($"{Root}/{file}")).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());

    private static async Task<string> RebuildAsync(string log, string form)
    {
        var output = new MemoryStream();
        var errors = new StringWriter();
        Assert.True(await RunAsync(log, ["--form", form], output, errors) == 0, errors.ToString());
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static IncidentRecord RecordIn(string log)
    {
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Json.Read<LogLine>(line)).ToList();
        return IncidentRecord.From(lines[0].Incident, lines.Select(line => line.ToEvent()));
    }

    private static async Task<int> RunAsync(string log, string[] options, Stream output, StringWriter errors)
    {
        using var folder = new TemporaryFolder("log.jsonl");
        await File.WriteAllTextAsync(folder.Path, log);
        return await RebuildVerb.RunAsync([.. options, folder.Path], output, errors, CancellationToken.None);
    }
}
