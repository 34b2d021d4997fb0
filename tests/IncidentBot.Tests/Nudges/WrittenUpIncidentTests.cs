using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Nudges;

/// <summary>People are nudged on the postmortem's way to its end; weeks go by.</summary>
public sealed class WrittenUpIncidentTests(PostgresFixture postgres)
{
    private const string Waits = "is still a draft";

    [Fact]
    public async Task The_author_hears_of_the_draft_every_week_and_four_times_at_most()
    {
        await using var world = await ResolvedAsync();

        await world.PassDaysAsync(0, 2);
        var early = world.Told(world.Slack.Grace, Waits).Count;
        await world.PassDaysAsync(3, 9);
        var first = world.Told(world.Slack.Grace, Waits).Count;
        await world.PassDaysAsync(10, 60);

        Assert.Equal((0, 1), (early, first));
        var told = world.Told(world.Slack.Grace, Waits);
        Assert.Equal(4, told.Count);
        Assert.Matches(@"/incidents/INC-2026-0302-0900\|postmortem>\n\d+ of \d+ required parts are filled. Missing: ", told[0]);
        Assert.Empty(world.Said(Waits));
    }

    [Fact]
    public async Task In_review_the_reviewers_hear_instead_on_the_day_and_three_days_later()
    {
        await using var world = await ResolvedAsync();
        var ada = world.Slack.Ada;
        await world.Incident.CommandsAsync($"review 2026-03-11 @{ada.User.Name}");

        await world.PassDaysAsync(1, 8);
        var early = world.Told(ada, "is to be reviewed by today").Count;
        await world.PassDaysAsync(9, 11);
        var first = world.Told(ada, "is to be reviewed by today").Count;
        await world.PassDaysAsync(12, 40);

        Assert.Equal((0, 1), (early, first));
        Assert.Contains("Please read it.", Assert.Single(world.Told(ada, "is to be reviewed by today")), StringComparison.Ordinal);
        Assert.Single(world.Told(ada, "was to be done by 2026-03-11"));
        Assert.Single(world.Told(world.Slack.Grace, "is to be reviewed by today"));
        Assert.Single(world.Told(world.Slack.Grace, "was to be done by 2026-03-11"));
        Assert.Empty(world.Told(world.Slack.Grace, Waits));
    }

    [Fact]
    public async Task Whose_signature_is_missing_hears_of_it_until_it_is_there()
    {
        await using var world = await ResolvedAsync();
        var (ada, grace) = (world.Slack.Ada, world.Slack.Grace);
        await world.Incident.CommandAllAsync("note It broke -> restarted", "claim commander", "claim lead", "review 2026-06-01");
        await world.Incident.CommandsAsync("signoff --anyway figures come later");

        await world.PassAsync(TimeSpan.FromHours(5));
        var early = world.Told(grace, "waits for the signature").Count;
        await world.PassDaysAsync(1, 7);
        var first = world.Told(grace, "waits for the signature").Count;
        await world.PassDaysAsync(8, 9);
        await world.Incident.CommandsAsync("signoff --anyway figures come later", grace);
        await world.PassDaysAsync(10, 30);

        Assert.Equal((0, 1), (early, first));
        Assert.Equal(2, world.Told(grace, "waits for the signature of the *Postmortem Author*").Count);
        Assert.Empty(world.Told(ada, "waits for the signature"));
    }

    [Fact]
    public async Task A_closed_incident_is_left_in_peace()
    {
        await using var world = await ResolvedAsync();
        await world.Incident.CommandsAsync("close --anyway nobody has the time");

        await world.PassDaysAsync(1, 20);

        Assert.Equal(0, await world.CountAsync("nudges"));
    }

    private async Task<NudgedWorld> ResolvedAsync()
    {
        var world = await NudgedWorld.StartAsync(postgres, "P1 Checkout is down");
        await world.Incident.CommandAllAsync($"role author @{world.Slack.Grace.User.Name}", "resolve It is gone");
        return world;
    }
}
