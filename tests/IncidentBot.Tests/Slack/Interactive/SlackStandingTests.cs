using System.Text.Json;
using IncidentBot.Incidents.Commands;
using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackStandingTests
{
    [Theory]
    [InlineData("""{"team_id":"T01"}""", null, null, Standing.Member)]
    [InlineData("""{"team_id":"T01","is_restricted":true}""", null, null, Standing.Guest)]
    [InlineData("""{"team_id":"T01","is_ultra_restricted":true}""", null, null, Standing.Guest)]
    [InlineData("""{"team_id":"T01","deleted":true,"is_restricted":true}""", null, null, Standing.Deactivated)]
    [InlineData("""{"team_id":"T99"}""", "T99", null, Standing.Stranger)]
    [InlineData("""{"team_id":"T99"}""", null, null, Standing.Stranger)]
    [InlineData("""{"team_id":"T01","is_stranger":true}""", null, null, Standing.Stranger)]
    [InlineData("""{"team_id":"T02","enterprise_user":{"enterprise_id":"E01","teams":["T01","T02"]}}""", "T02", "E01", Standing.Member)]
    [InlineData("""{"team_id":"T02","enterprise_user":{"enterprise_id":"E01","teams":["T02"]}}""", "T02", "E01", Standing.Member)]
    [InlineData("""{"team_id":"T02","enterprise_user":{"enterprise_id":"E02","teams":["T02"]}}""", "T02", "E01", Standing.Stranger)]
    [InlineData("""{"team_id":"T01"}""", "T99", null, Standing.Stranger)]
    [InlineData(null, null, null, Standing.Member)]
    [InlineData(null, "T01", null, Standing.Member)]
    [InlineData(null, "T99", null, Standing.Stranger)]
    [InlineData(null, "T99", "E01", Standing.Stranger)]
    public void Tells_members_from_all_others(string? user, string? userTeam, string? enterprise, Standing expected)
    {
        var known = user is null ? null : SlackStanding.Of("T01", JsonDocument.Parse(user).RootElement);

        Assert.Equal(expected, SlackStanding.Read(known, "T01", userTeam, enterprise));
    }
}
