using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class FiguresTests
{
    [Theory]
    [InlineData("99.9%", "95.2%", "-4.7%")]
    [InlineData("99.9%", "99.5%", "-0.4%")]
    [InlineData("99.95%", "87.5%", "-12.45%")]
    [InlineData("99.9%", "99.9%", "0%")]
    [InlineData("99%", "99.5%", "+0.5%")]
    [InlineData("99%", "94%", "-5%")]
    [InlineData("99.999%", "99.998%", "-0.001%")]
    [InlineData("99.9", "95.2", "-4.7")]
    [InlineData("99.9%", "95.2", "")]
    [InlineData("99,9%", "95,2%", "-4.7%")]
    public void Computes_the_loss_of_availability_in_percentage_points(string normal, string during, string impact)
    {
        Assert.Equal(impact, LastCell("Availability Impact", $"impact availability API {normal} {during}"));
    }

    [Theory]
    [InlineData("200ms", "5000ms", "25x")]
    [InlineData("150ms", "800ms", "5.3x")]
    [InlineData("200ms", "5s", "25x")]
    [InlineData("2s", "500ms", "0.3x")]
    [InlineData("1s", "1ms", "<0.1x")]
    [InlineData("200", "5000", "25x")]
    [InlineData("1,200ms", "1.2s", "1x")]
    [InlineData("0ms", "800ms", "")]
    [InlineData("200ms", "5000", "")]
    [InlineData("0.0000000000000000001s", "99999999999999999999h", "")]
    public void Computes_how_many_times_slower_it_was(string normal, string during, string increase)
    {
        Assert.Equal(increase, LastCell("Latency Impact", $"impact latency \"POST /api/v1/calls\" {normal} {during}"));
    }

    [Fact]
    public void Shows_the_figures_as_they_were_typed()
    {
        var draft = WorkedExample.Started().Type("15:00", "impact latency API 0,2s 5000ms", "impact errors API 0.01% 15.30%").Draft;

        Assert.Contains("| API      | 0,2s       | 5000ms       | 25x      |", draft, StringComparison.Ordinal);
        Assert.Contains("| API     | 0.01%             | 15.30%              |", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_the_metrics_of_the_template_as_the_template_writes_them()
    {
        var incident = WorkedExample.Started().Type("16:45", "resolve", "metric calls_failed 1,234", "metric error_rate_peak 15.30%", "metric tiny 0.0000001", "metric duration_minutes 120");

        Assert.Contains(
            """
            ### Key Metrics

            ```json
            {
              "incident_start": "2024-01-15T14:30:00Z",
              "incident_end": "2024-01-15T16:45:00Z",
              "duration_minutes": 135,
              "calls_failed": 1234,
              "error_rate_peak": 15.3,
              "tiny": 0.0000001
            }
            ```
            """,
            incident.Finished, StringComparison.Ordinal);
    }

    private static string LastCell(string slot, string command)
    {
        var document = WorkedExample.Started().Type("15:00", command).Document;
        return ((Rows)document.Slots.First(candidate => candidate.Name == slot).Content).Items[0].Cells[^1];
    }
}
