using IncidentBot.Cli;
using IncidentBot.Health;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Health;

public sealed class DoctorTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_what_works()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        GrantAll(world.Slack);
        var incident = await world.StartIncidentAsync("P1 Payments down");
        await world.Ada.SaysAsync(incident.Home, "hello");

        var findings = await ExamineAsync(world);

        Assert.Contains(findings, finding => finding.What.StartsWith("The database answers: PostgreSQL", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.What.StartsWith("Slack takes Slack:BotToken", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Ok } && finding.What.StartsWith("All ", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Ok } && finding.What.Contains($"where {incident.Id} lives", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Ok } && finding.What.StartsWith("Slack last delivered", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Ok } && finding.What.Contains("clock agrees", StringComparison.Ordinal));
        // The bot of a test is on this machine.
        Assert.Contains("Web:PublicUrl", Assert.Single(findings, finding => finding.Kind == FindingKind.Problem).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_will_not_work_without_a_scope()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        GrantAll(world.Slack);
        world.Slack.Scopes.Remove("pins:write");
        world.Slack.Scopes.Remove("usergroups:read");

        var findings = await ExamineAsync(world);

        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Problem, What: "The scope pins:write is not granted: the bot cannot pin an incident's card." });
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Warning } && finding.What.Contains("usergroups:read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(30, FindingKind.Ok)]
    [InlineData(-120, FindingKind.Warning)]
    [InlineData(420, FindingKind.Problem)]
    public async Task Compares_the_clock_with_Slacks(int seconds, FindingKind kind)
    {
        await using var world = await SlackWorld.CreateAsync(postgres, new ShiftedClock(TimeProvider.System.GetUtcNow().AddSeconds(seconds)));

        var findings = await ExamineAsync(world);

        Assert.Equal(kind, Assert.Single(findings, finding => finding.What.StartsWith("This machine's clock", StringComparison.Ordinal)).Kind);
    }

    [Theory]
    [InlineData(true, "is archived")]
    [InlineData(false, "The bot is not in")]
    public async Task Says_where_nothing_is_captured(bool isArchived, string expected)
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P1 Payments down");
        if (isArchived)
            incident.Home.IsArchived = true;
        else
            world.Slack.Faults.Always("conversations.info", Fault.Error("channel_not_found"));

        var findings = await ExamineAsync(world);

        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Problem } && finding.What.Contains(expected, StringComparison.Ordinal) && finding.What.Contains(incident.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_the_tokens_that_Slack_does_not_take_and_shows_none()
    {
        await using var world = await SlackWorld.CreateAsync(postgres, null, ("Slack:BotToken", "xoxb-wrong"), ("Slack:AppToken", "xapp-wrong"));

        var findings = await ExamineAsync(world);

        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Problem, What: "Slack does not accept Slack:BotToken (invalid_auth)." });
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Problem, What: "Slack does not accept Slack:AppToken (invalid_auth)." });
        Assert.All(findings, finding => Assert.DoesNotContain("-wrong", finding.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_what_was_given_up_and_left_out()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        await using var source = NpgsqlDataSource.Create(world.Database);
        await using var command = source.CreateCommand("""
            insert into outbox (lane, kind, payload, created_at, due_at, gave_up_at, last_error) values ('x', 'PostErrand', '{}', now(), now(), now(), 'is_archived');
            insert into operator_notes (subject, note, first_at, last_at, told_at, times) values ('pin no_permission', 'The card is not pinned.', now(), now(), now(), 3)
            """);
        await command.ExecuteNonQueryAsync(Cancel);

        var findings = await ExamineAsync(world);

        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Warning, What: "1 messages of the last week were given up; the latest because of is_archived." });
        Assert.Contains(findings, finding => finding.What.StartsWith("The card is not pinned.", StringComparison.Ordinal) && finding.What.EndsWith("3 times in all.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goes_on_without_a_database()
    {
        var output = new StringWriter();

        var exitCode = await DoctorVerb.RunAsync(
            ["--ConnectionStrings:IncidentBot=Host=127.0.0.1;Port=1;Timeout=1", "--Slack:SigningSecret=s", "--Slack:BotToken=xoxb-1", "--Slack:ApiBaseUrl=http://127.0.0.1:1/api/"], output, Cancel);

        Assert.Equal(1, exitCode);
        Assert.Contains("problem  The database does not answer", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("problem  Slack cannot be reached at http://127.0.0.1:1/api/", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_new_installation_in_order_and_makes_nothing()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var output = new StringWriter();

        var exitCode = await DoctorVerb.RunAsync([$"--Storage:DataDirectory={data}"], output, Cancel);

        Assert.True(exitCode == 0, output.ToString());
        Assert.Contains("the first start makes one", output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Names_the_setting_that_cannot_be_used()
    {
        var output = new StringWriter();

        var exitCode = await DoctorVerb.RunAsync([$"--ConnectionStrings:IncidentBot={await postgres.CreateDatabaseAsync()}", "--Slack:CommandNames:0=incident"], output, Cancel);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("problem  Slack:CommandNames must begin with a slash", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(SlackWorld world)
    {
        var findings = new List<Finding>();
        await foreach (var finding in world.Bot.Services.GetRequiredService<Doctor>().ExamineAsync(Cancel))
            findings.Add(finding);
        return findings;
    }

    private static void GrantAll(FakeSlack slack)
    {
        foreach (var scope in IncidentBot.Slack.SlackScopes.All)
            slack.Scopes.Add(scope.Name);
    }
}
