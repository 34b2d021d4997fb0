using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class DetectionTests
{
    [Theory]
    [InlineData("detect alerting after 5m", "5 minutes after incident start")]
    [InlineData("detect alerting after 1m", "1 minute after incident start")]
    [InlineData("detect alerting after 90m", "1 hour 30 minutes after incident start")]
    [InlineData("detect alerting --at 14:33", "3 minutes after incident start")]
    [InlineData("detect alerting --at 14:28", "2 minutes before incident start")]
    [InlineData("detect alerting --at 14:??", "_Not filled in yet._")]
    [InlineData("detect alerting", "_Not filled in yet._")]
    public void Says_how_long_after_the_start_it_was_noticed(string command, string expected)
    {
        var draft = WorkedExample.Started().Type("17:00", command).Draft;

        Assert.Contains($"**Detection Time**: {expected}\n", draft, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detect alerting error rate above 5%", "- [x] Automated alerting (Prometheus/Grafana): error rate above 5%")]
    [InlineData("detect users", "- [x] User reports")]
    [InlineData("detect dashboard", "- [x] Monitoring dashboard")]
    [InlineData("detect manual", "- [x] Manual testing")]
    [InlineData("detect other A partner called", "- [x] Other: A partner called")]
    public void Checks_the_one_choice_and_puts_the_note_beside_it(string command, string expected)
    {
        var draft = WorkedExample.Started().Type("17:00", command).Draft;

        Assert.Contains(expected + "\n", draft, StringComparison.Ordinal);
        Assert.Equal(4, draft.Split("- [ ] ").Length - 1);
    }
}
