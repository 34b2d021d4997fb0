using System.Globalization;
using IncidentBot.Export;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Export;

/// <summary>With programs in the browser's place that do what browsers should not.</summary>
public sealed class PrintLimitsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_that_hangs_is_ended_with_all_that_it_started()
    {
        using var folder = new TemporaryFolder("browser");
        var pids = folder.Path + ".pids";
        PrintingBrowser.Script(folder.Path, $"sleep 1000 &\necho $! $$ > {pids}.new\nmv {pids}.new {pids}\nwait");
        var clock = new FakeTimeProvider();
        using var printer = PrintingBrowser.Of(folder.Path, clock);

        var print = printer.PrintAsync("<p>x", Cancel);
        await Eventually.TrueAsync(() => File.Exists(pids), "the browser runs", Cancel);
        clock.Advance(TimeSpan.FromSeconds(21));

        var failed = await Assert.ThrowsAsync<PrintFailedException>(() => print);
        Assert.Contains("within 20 seconds", failed.Message, StringComparison.Ordinal);
        foreach (var pid in (await File.ReadAllTextAsync(pids, Cancel)).Split(' '))
            await Eventually.TrueAsync(() => HasEnded(pid.Trim()), $"process {pid} has ended", Cancel);
    }

    [Fact]
    public async Task A_browser_that_fails_is_quoted_and_the_next_print_goes_on()
    {
        using var folder = new TemporaryFolder("browser");
        PrintingBrowser.Script(folder.Path, "echo first >&2\necho 'No usable sandbox!' >&2\nexit 7");
        using var printer = PrintingBrowser.Of(folder.Path, new FakeTimeProvider());

        foreach (var _ in new[] { 1, 2 })
        {
            var failed = await Assert.ThrowsAsync<PrintFailedException>(() => printer.PrintAsync("<p>x", Cancel));

            Assert.EndsWith("(exit code 7): No usable sandbox!", failed.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_browser_knows_nothing_of_the_bots_surroundings_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder("browser");
        var seen = folder.Path + ".seen";
        PrintingBrowser.Script(folder.Path, $"env > {seen}\npwd >> {seen}\nexit 1");
        Environment.SetEnvironmentVariable("Slack__BotToken_of_a_test", "a secret");
        using var printer = PrintingBrowser.Of(folder.Path, new FakeTimeProvider());

        await Assert.ThrowsAsync<PrintFailedException>(() => printer.PrintAsync("<p>x", Cancel));

        var lines = await File.ReadAllLinesAsync(seen, Cancel);
        Assert.DoesNotContain(lines, line => line.Contains("a secret", StringComparison.Ordinal));
        Assert.Contains($"HOME={lines[^1]}", lines);
        Assert.False(Directory.Exists(lines[^1]));
    }

    [Fact]
    public async Task One_print_waits_for_another()
    {
        using var folder = new TemporaryFolder("browser");
        var at = folder.Path + ".at";
        PrintingBrowser.Script(folder.Path, $"mkdir {at} || echo 'two at once' >&2\nrmdir {at}\necho 'one by one' >&2\nexit 1");
        using var printer = PrintingBrowser.Of(folder.Path, new FakeTimeProvider());

        var prints = Enumerable.Range(0, 4).Select(_ => Assert.ThrowsAsync<PrintFailedException>(() => printer.PrintAsync("<p>x", Cancel)));

        Assert.All(await Task.WhenAll(prints), failed => Assert.EndsWith("one by one", failed.Message, StringComparison.Ordinal));
    }

    /// <summary>One that nobody has collected yet has ended all the same.</summary>
    private static bool HasEnded(string pid)
    {
        var status = Path.Combine("/proc", int.Parse(pid, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), "status");
        try
        {
            return !File.Exists(status) || File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
