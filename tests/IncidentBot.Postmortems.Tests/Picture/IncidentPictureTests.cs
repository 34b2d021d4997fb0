using System.Text.RegularExpressions;
using System.Xml.Linq;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Picture;
using Xunit;

namespace IncidentBot.Postmortems.Tests.Picture;

public sealed class IncidentPictureTests
{
    [Fact]
    public void Is_what_a_reader_accepts_for_the_worked_example()
    {
        Golden.AssertIs("database-connection-pool-exhaustion.svg", WorkedExample.DrivenByMessages().Draw());
    }

    [Fact]
    public void Says_in_words_what_it_shows()
    {
        var said = WorkedExample.DrivenByMessages().Draw().Description();

        Assert.StartsWith("From 2024-01-15 14:30 to 2024-01-15 16:59 UTC.", said, StringComparison.Ordinal);
        Assert.Contains("investigating from 2024-01-15 14:30, mitigated from 2024-01-15 15:00, resolved from 2024-01-15 16:45", said, StringComparison.Ordinal);
        Assert.Contains("Severity: P1 from 2024-01-15 14:30.", said, StringComparison.Ordinal);
        Assert.Contains("6 messages, at most 1 in a minute.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</title><script>alert(1)</script>")]
    [InlineData("\" onload=\"alert(1)")]
    [InlineData("]]> &amp; &lt; <!-- \u0001 \u202E \uFFFF")]
    [InlineData("half a pair \uD83D")]
    public void Text_is_text_whatever_it_looks_like(string title)
    {
        var incident = new ScriptedIncident().Type("14:30", $"start P1 x{title}").Type("14:31", $"note x{title} -> x{title}");

        var svg = XDocument.Parse(incident.Draw());

        var names = svg.Descendants().Select(element => element.Name.LocalName).Distinct();
        Assert.Subset(new HashSet<string> { "svg", "title", "desc", "style", "rect", "text", "line", "path" }, names.ToHashSet());
        Assert.DoesNotContain(svg.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void A_minute_long_incident_has_room_for_its_words()
    {
        var incident = new ScriptedIncident().Type("14:30", "start P2 Blip").Type("14:31", "resolve");

        var svg = incident.Draw();

        Assert.Contains("Investigating", svg.Texts());
        Assert.Contains("Resolved", svg.Texts());
        Assert.Contains("14:30", svg.Texts());
    }

    [Fact]
    public void Three_days_have_ticks_with_dates_and_few_enough_bars()
    {
        var incident = new ScriptedIncident().Type("2024-01-15 09:00", "start P0 Long one").Type("2024-01-18 09:00", "resolve");
        var messages = Enumerable.Range(0, 3 * 24 * 60).Select(minute => new MinuteCount(DrawnIncident.At("2024-01-15 09:00").AddMinutes(minute), 1 + minute % 5));

        var svg = IncidentPicture.Draw(PictureFacts.Of(incident.Record, incident.Log, messages, DrawnIncident.At("2024-01-19 00:00")), PictureUse.File);

        Assert.Contains("2024-01-16", svg.Texts());
        Assert.InRange(BarsIn(svg), 100, 240);
        Assert.InRange(svg.Length, 1000, 30_000);
    }

    [Fact]
    public void A_running_incident_reaches_until_now()
    {
        var incident = new ScriptedIncident().Type("14:30", "start P1 Still going").Type("14:40", "status identified The pool");

        var facts = incident.Facts("2024-01-15 16:10");

        Assert.Equal(DrawnIncident.At("2024-01-15 16:10"), facts.To);
        Assert.Equal([PhaseKind.Investigating, PhaseKind.Identified], facts.Phases.Select(phase => phase.Kind));
    }

    [Fact]
    public void A_reopened_incident_shows_both_times_it_was_resolved()
    {
        var incident = new ScriptedIncident().Type("14:30", "start P1 Again").Type("15:00", "resolve").Type("15:30", "reopen It is back").Type("16:00", "resolve");

        var phases = incident.Facts("2024-01-16 00:00").Phases;

        Assert.Equal([PhaseKind.Investigating, PhaseKind.Resolved, PhaseKind.Reopened, PhaseKind.Resolved], phases.Select(phase => phase.Kind));
        Assert.Equal(DrawnIncident.At("2024-01-15 15:30"), phases[2].From);
    }

    [Fact]
    public void A_correction_moves_the_phase()
    {
        var incident = new ScriptedIncident().Type("14:30", "start P1 Late").Type("15:00", "mitigate").Type("16:00", "resolve")
            .Type("16:05", "correct start 14:10", "correct mitigated 14:50");

        var phases = incident.Facts("2024-01-16 00:00").Phases;

        Assert.Equal(DrawnIncident.At("2024-01-15 14:10"), phases[0].From);
        Assert.Equal(DrawnIncident.At("2024-01-15 14:50"), phases[1].From);
    }

    [Fact]
    public void What_was_said_days_later_does_not_squeeze_the_rest()
    {
        var incident = new ScriptedIncident().Type("14:30", "start P1 Short").Type("15:00", "resolve")
            .Say("2024-01-19 10:00", ScriptedIncident.Ada, "shall we close this?", "m1");

        var facts = incident.Facts("2024-01-20 00:00");

        Assert.True(facts.Span < TimeSpan.FromHours(1), $"{facts.Span}");
        Assert.Empty(facts.Messages);
    }

    [Fact]
    public void Severity_over_time_is_one_line_of_steps()
    {
        var incident = new ScriptedIncident().Type("14:30", "start P2 Steps").Type("14:40", "severity P0 Worse").Type("15:10", "severity P3 Better").Type("15:30", "resolve");

        var steps = incident.Facts("2024-01-16 00:00").Severities;

        Assert.Equal([Severity.P2, Severity.P0, Severity.P3], steps.Select(step => step.Severity));
        Assert.Equal(steps[0].To, steps[1].From);
    }

    [Fact]
    public void For_print_every_colour_is_plain_and_on_a_page_the_page_may_set_them_all()
    {
        var incident = WorkedExample.DrivenByMessages();

        Assert.DoesNotContain("var(", incident.Draw(PictureUse.Print), StringComparison.Ordinal);
        Assert.DoesNotContain("<style", incident.Draw(PictureUse.Page), StringComparison.Ordinal);
        Assert.Contains("fill=\"var(--picture-mitigated, ", incident.Draw(PictureUse.Page), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_facts_give_the_same_bytes()
    {
        Assert.Equal(WorkedExample.DrivenByMessages().Draw(), WorkedExample.DrivenByMessages().Draw());
    }

    private static int BarsIn(string svg) => Regex.Match(svg, "<path d=\"(?<bars>[^\"]*)\" [^>]*><title>Messages").Groups["bars"].Value.Count(letter => letter == 'M');
}
