using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class DocumentCommandsTests
{
    [Fact]
    public void Saying_a_single_thing_again_replaces_it()
    {
        var room = Room.WithIncident();

        room.Type("cause DNS");
        room.Type("cause A slow query; see `campaigns.tenant_id`", Room.Grace);

        var cause = Assert.Single(room.Incident.Of(Topic.PrimaryCause));
        Assert.Equal(("A slow query; see `campaigns.tenant_id`", Room.Grace), (cause.Text, cause.By));
        Assert.Contains(room.Log, happened => happened.Detail == new Stated(Topic.PrimaryCause, "DNS"));
    }

    [Fact]
    public void Lists_grow_and_are_mended_by_number()
    {
        var room = Room.WithIncident();
        room.Type("fix immediate Restarted the pods");
        room.Type("fix longterm Added an index");
        room.Type("fix longterm Optimised the query");

        room.Type("fix edit 3 Optimised the JOIN");
        room.Type("fix remove 2");

        Assert.Equal(["Restarted the pods"], room.Incident.Of(Topic.ImmediateAction).Select(said => said.Text));
        Assert.Equal(["Optimised the JOIN"], room.Incident.Of(Topic.LongTermFix).Select(said => said.Text));
    }

    [Fact]
    public void Says_how_many_there_are_when_the_number_is_wrong()
    {
        var room = Room.WithIncident();
        room.Type("factor No query timeout");

        Assert.Contains("there are 1", room.Refusal("factor remove 2"), StringComparison.Ordinal);
        Assert.Contains("no contributing factor yet", Room.WithIncident().Refusal("factor edit 1 x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_only_begins_like_mending_is_a_text()
    {
        var room = Room.WithIncident();

        room.Type("factor remove was called without a lock");

        Assert.Equal("remove was called without a lock", room.Incident.Of(Topic.ContributingFactor)[0].Text);
    }

    [Theory]
    [InlineData("impact availability API 99.9% 95.2%", Measure.Availability, "API", "99.9%", "95.2%")]
    [InlineData("impact latency POST /api/v1/calls 200ms 5000ms", Measure.Latency, "POST /api/v1/calls", "200ms", "5000ms")]
    [InlineData("impact errors \"Call routing\" 0.01% 15.3%", Measure.ErrorRate, "Call routing", "0.01%", "15.3%")]
    public void Figures_are_kept_as_they_were_typed(string typed, Measure measure, string subject, string normal, string during)
    {
        var room = Room.WithIncident();

        room.Type(typed);

        var measured = Assert.Single(room.Incident.Measurements);
        Assert.Equal((measure, subject, normal, during), (measured.Measure, measured.Subject, measured.Normal, measured.During));
    }

    [Fact]
    public void Says_what_it_read_when_a_figure_is_none()
    {
        Assert.Contains("high", Room.WithIncident().Refusal("impact availability API high low"), StringComparison.Ordinal);
        Assert.Contains("I read 2", Room.WithIncident().Refusal("impact availability API 99.9%"), StringComparison.Ordinal);
    }

    [Fact]
    public void Impact_without_a_kind_is_a_sentence()
    {
        var room = Room.WithIncident();

        room.Type("impact Nobody could pay");

        Assert.Equal("Nobody could pay", room.Incident.The(Topic.Impact)!.Text);
    }

    [Fact]
    public void Detection_keeps_how_and_when()
    {
        var room = Room.WithIncident();

        room.Type("detect alerting Prometheus rule after 5m");
        room.Type("detect why No alert on pool usage");

        Assert.Equal((DetectionMethod.Alerting, TimeSpan.FromMinutes(5)), (room.Incident.Detection!.Method, room.Incident.Detection.After));
        Assert.Equal("Prometheus rule", room.Incident.The(Topic.DetectionNote)!.Text);
        Assert.Equal("No alert on pool usage", room.Incident.Of(Topic.WhyNotDetectedEarlier)[0].Text);
    }

    [Theory]
    [InlineData("link javascript:alert(1)")]
    [InlineData("link ftp://example.com/x")]
    [InlineData("link /etc/passwd")]
    public void Links_lead_to_the_web_only(string typed)
    {
        Assert.Contains("no web address", Room.WithIncident().Refusal(typed), StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_are_given_taken_and_handed_on()
    {
        var room = Room.WithIncident();

        room.Type("commander @Grace");
        room.Type("role lead @Ada");
        room.Type("claim scribe", Room.Grace);
        room.Type("assign commander @Ada");

        Assert.Equal("Ada", room.Incident.Incident.Holder(Role.Commander)!.Name);
        Assert.Equal("Ada", room.Incident.Incident.Holder(Role.TechnicalLead)!.Name);
        Assert.Equal("Grace Hopper", room.Incident.Incident.Holder(Role.Scribe)!.Name);
    }

    [Fact]
    public void A_metric_is_a_name_and_a_number()
    {
        var room = Room.WithIncident();

        room.Type("metric Calls failed 1,234");
        room.Type("metric error_rate_peak 15.3%");

        Assert.Equal([("calls_failed", 1234m), ("error_rate_peak", 15.3m)], room.Incident.Metrics.Select(metric => (metric.Name, metric.Value)));
    }
}
