using System.Collections.Immutable;
using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Nudges;

/// <summary>On the postmortem's way to its end. All were declared on Monday the 15th.</summary>
public sealed class WrittenUpNudgeTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("P0", "Thu 2024-01-18 16:00", "Thu 2024-01-25 16:00", "Thu 2024-02-01 16:00", "Thu 2024-02-08 16:00")]
    [InlineData("P1", "Thu 2024-01-18 16:00", "Thu 2024-01-25 16:00", "Thu 2024-02-01 16:00", "Thu 2024-02-08 16:00")]
    [InlineData("P2", "Mon 2024-01-22 16:00", "Mon 2024-01-29 16:00", "Mon 2024-02-05 16:00", "Mon 2024-02-12 16:00")]
    public void A_draft_is_spoken_of_four_times_at_most(string severity, params string[] moments)
    {
        var world = Nudged.Started($"start {severity} Down --here").After(75, "claim author", "resolve");

        Assert.Equal(moments, world.Through("2024-01-15T16:00Z", "2024-04-01T12:00Z", "postmortem-due"));
    }

    [Fact]
    public void While_it_moves_it_is_left_alone()
    {
        var world = Nudged.Started("start P0 Down --here").After(75, "claim author", "resolve");
        Assert.Single(world.Through("2024-01-15T16:00Z", "2024-01-23T12:00Z", "postmortem-due"));

        world.After(8 * 24 * 60, "cause A full disk");

        Assert.Equal(["Tue 2024-01-30 15:00"], world.Through("2024-01-23T15:00Z", "2024-02-05T12:00Z", "postmortem-due"));
    }

    [Theory]
    [InlineData("review 2024-03-01 @Grace")]
    [InlineData("close --anyway nobody has the time")]
    [InlineData("reopen It is back")]
    public void It_stops_when_its_reason_goes(string command)
    {
        var world = Nudged.Started("start P0 Down --here").After(75, "claim author", "resolve");
        world.Room.Missing = ["Cause"];
        world.After(80, command);

        Assert.Empty(world.Through("2024-01-15T16:00Z", "2024-02-20T12:00Z", "postmortem-due"));
    }

    [Fact]
    public void A_second_resolve_counts_anew_and_a_corrected_time_does_not()
    {
        var world = Nudged.Started("start P0 Down --here").After(75, "claim author", "resolve");
        Assert.Single(world.Through("2024-01-18T00:00Z", "2024-01-19T00:00Z", "postmortem-due"));

        world.Room.Now = world.On("2024-01-19T10:00Z").Now;
        world.Room.Type("correct resolved 2024-01-15 15:00");
        Assert.Empty(world.Through("2024-01-19T10:00Z", "2024-01-26T09:00Z", "postmortem-due"));

        world.Room.Now = world.On("2024-01-26T09:00Z").Now;
        world.Room.Type("reopen It is back");
        world.Room.Type("resolve");
        Assert.Equal(["Mon 2024-01-29 09:00"], world.Through("2024-01-26T09:00Z", "2024-02-02T00:00Z", "postmortem-due"));
    }

    [Theory]
    [InlineData("claim commander", "Ada")]
    [InlineData("role author @Grace", "Grace Hopper")]
    [InlineData("role author DB Team", null)]
    public void The_author_hears_of_it_else_the_commander_else_the_home(string command, string? name)
    {
        var world = Nudged.Started("start P0 Down --here").After(75, command, "resolve");

        var due = Assert.Single(world.Decide(world.On("2024-01-18T16:00Z")), nudge => nudge.Kind == "postmortem-due");

        Assert.Equal(name, due.To?.Name);
    }

    [Fact]
    public void It_comes_in_the_working_hours_of_whoever_hears_of_it()
    {
        var world = Nudged.Started("start P0 Down --here").After(75, "claim author", "resolve");
        world.Known = world.Known with { Zones = ImmutableDictionary<string, TimeZoneInfo>.Empty.Add(Room.Ada.Id, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")) };

        // Three days later it is 00:45 there.
        Assert.Equal(["Fri 2024-01-19 00:00"], world.Through("2024-01-18T12:00Z", "2024-01-22T00:00Z", "postmortem-due"));
    }

    [Fact]
    public void The_words_name_what_is_missing()
    {
        var world = Nudged.Started("start P0 Down --here").After(75, "claim author", "resolve");
        var at = world.On("2024-01-18T16:00Z");
        var due = Assert.Single(world.Decide(at), nudge => nudge.Kind == "postmortem-due");

        var said = new PostmortemDuePolicy().Say(at, due, new NudgeDocument(new Linked("https://bot/1", "postmortem"), 4, 6, ["Root cause", "Impact"]));

        Assert.Contains("4 of 6 required parts are filled. Missing: Root cause, Impact.", said.ToPlainText(), StringComparison.Ordinal);
        Assert.Contains(new Linked("https://bot/1", "postmortem"), said.Parts);
    }

    [Fact]
    public void Reviewers_and_author_hear_on_the_morning_of_the_review_and_three_days_later()
    {
        var world = InReview("review 2024-01-23 @Grace");
        world.Known = world.Known with { Zones = ImmutableDictionary<string, TimeZoneInfo>.Empty.Add(Room.Grace.Id, NewYork) };

        Assert.Equal(
            ["Tue 2024-01-23 09:00", "Tue 2024-01-23 14:00", "Fri 2024-01-26 09:00", "Fri 2024-01-26 14:00"],
            world.Through("2024-01-16T09:00Z", "2024-03-01T09:00Z", "review-due"));
    }

    [Fact]
    public void Another_day_begins_anew_and_a_signed_document_is_left_alone()
    {
        var world = InReview("review 2024-01-23 @Grace");
        world.Through("2024-01-16T09:00Z", "2024-01-24T09:00Z", "review-due");

        world.Room.Now = world.On("2024-01-24T09:00Z").Now;
        world.Room.Type("review 2024-02-05");
        Assert.Equal(["Mon 2024-02-05 09:00", "Thu 2024-02-08 09:00"], world.Through("2024-01-24T10:00Z", "2024-03-01T09:00Z", "review-due"));

        var signed = InReview("review 2024-01-23 @Grace");
        signed.Room.Type("role commander @Ada");
        signed.Room.Type("role lead @Ada");
        signed.Room.Type("signoff");
        Assert.Equal(ReviewState.SignedOff, signed.Room.Incident.Review.State);
        Assert.Empty(signed.Through("2024-01-16T09:00Z", "2024-03-01T09:00Z", "review-due"));
    }

    [Fact]
    public void Whose_signature_is_missing_hears_of_it_after_a_working_day_and_once_a_week()
    {
        var world = InReview("review 2024-02-20");
        world.Room.Type("role commander @Grace");
        world.Room.Now = world.On("2024-01-19T15:00Z").Now;
        world.Room.Type("signoff");
        world.Known = world.Known with { Signatures = world.Room.Incident.Review.Signatures };

        var first = world.Decide(world.On("2024-01-22T15:00Z")).Where(nudge => nudge.Kind == "sign-off-waiting").ToList();

        Assert.Equal([("commander 1", "Grace Hopper"), ("lead 1", null)], first.Select(nudge => (nudge.Slot, nudge.To?.Name)));
        Assert.Equal(["Mon 2024-01-29 15:00", "Mon 2024-02-05 15:00"], world.Through("2024-01-22T16:00Z", "2024-02-09T09:00Z", "sign-off-waiting"));
    }

    [Theory]
    [InlineData("2024-01-19T15:00Z", 1, "2024-01-22T15:00Z")]
    [InlineData("2024-01-20T10:00Z", 1, "2024-01-22T10:00Z")]
    [InlineData("2024-01-15T20:00Z", 1, "2024-01-17T09:00Z")]
    [InlineData("2024-01-15T06:00Z", 5, "2024-01-22T09:00Z")]
    public void Working_days_are_those_of_the_week(string from, int days, string to) =>
        Assert.Equal(DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture), WorkingTime.Usual.After(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), days, TimeZoneInfo.Utc));

    private static Nudged InReview(string review) => Nudged.Started("start P0 Down --here").After(75, "claim author", "resolve", review);
}
