using System.Text;
using IncidentBot.Cli;
using IncidentBot.Incidents.Commands;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Cli;

public sealed class VerbsTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData]
    [InlineData("yesterday")]
    public async Task Export_shows_an_example_where_it_cannot_tell_the_incident(params string[] args)
    {
        var errors = new StringWriter();

        Assert.Equal(2, await ExportVerb.RunAsync(args, Stream.Null, errors, TestContext.Current.CancellationToken));
        Assert.Contains("For example: export INC-2024-0115-1430", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_gives_what_the_server_gives()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await RunningBot.StartAsync(database, new FakeTimeProvider(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero)));
        await bot.TypeAsync("start P1 Payments down --here");
        await bot.WriteAsync("żółw 🐢");
        var output = new MemoryStream();

        var exitCode = await ExportVerb.RunAsync(["inc-2024-0115-1430", $"--ConnectionStrings:IncidentBot={database}"], output, TextWriter.Null, TestContext.Current.CancellationToken);

        var served = await (await bot.GetAsync("/incidents/INC-2024-0115-1430/log.jsonl")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, exitCode);
        Assert.Equal(served, Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task Export_says_which_incident_is_not_there()
    {
        var database = await postgres.CreateDatabaseAsync();
        var errors = new StringWriter();

        var migrated = await MigrateVerb.RunAsync([$"--ConnectionStrings:IncidentBot={database}"], errors, TestContext.Current.CancellationToken);
        var exported = await ExportVerb.RunAsync(["INC-2024-0115-1430", $"--ConnectionStrings:IncidentBot={database}"], Stream.Null, errors, TestContext.Current.CancellationToken);

        Assert.Equal(0, migrated);
        Assert.Equal(1, exported);
        Assert.EndsWith("INC-2024-0115-1430 is not in the database.", errors.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_prints_a_row_for_every_verb()
    {
        var output = new MemoryStream();

        await CommandsVerb.RunAsync(output, TestContext.Current.CancellationToken);

        var table = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(CommandTable.Standard.Commands.Length + 2, table.Length);
        Assert.All(CommandTable.Standard.Commands, command =>
            Assert.Contains(table, row => row.StartsWith($"| `{command.Name}`", StringComparison.Ordinal) && row.Contains(command.Summary, StringComparison.Ordinal)));
    }
}
