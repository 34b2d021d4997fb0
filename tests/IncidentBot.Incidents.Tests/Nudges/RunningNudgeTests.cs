using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Nudges;

/// <summary>While an incident runs.</summary>
public sealed class RunningNudgeTests
{
    [Theory]
    [InlineData("start P2 Slow --here", "", 1.9, false)]
    [InlineData("start P2 Slow --here", "", 2, true)]
    [InlineData("start P2 Slow --here", "", 1439, true)]
    [InlineData("start P2 Slow --here", "", 1500, false)]
    [InlineData("start P2 Slow --here", "claim commander", 3, false)]
    [InlineData("start P2 Slow --here", "role commander @Grace", 3, false)]
    [InlineData("start P2 Slow --here", "claim scribe", 3, true)]
    [InlineData("start P2 Slow --here", "resolve", 3, false)]
    [InlineData("start P2 Slow --here", "cancel", 3, false)]
    [InlineData("start P2 Slow --here --drill", "", 3, true)]
    [InlineData("start P2 Slow --here --private", "", 3, true)]
    // Not at home anywhere yet.
    [InlineData("start P2 Slow", "", 3, false)]
    public void A_commander_is_asked_for(string start, string command, double minutes, bool isAsked) =>
        Assert.Equal(isAsked, IsDue(Nudged.Started(start), command, minutes, "no-commander"));

    [Theory]
    [InlineData("", 4.9, false)]
    [InlineData("", 5, true)]
    [InlineData("severity P1", 6, false)]
    [InlineData("mitigate", 6, true)]
    [InlineData("resolve", 6, false)]
    public void A_severity_is_asked_for(string command, double minutes, bool isAsked) =>
        Assert.Equal(isAsked, IsDue(Nudged.Started("start Slow --here"), command, minutes, "no-severity"));

    [Theory]
    // Nothing was promised: by severity.
    [InlineData("start P0 Down --here", "", 29, false)]
    [InlineData("start P0 Down --here", "", 30, true)]
    [InlineData("start P1 Down --here", "", 59, false)]
    [InlineData("start P1 Down --here", "", 60, true)]
    [InlineData("start P2 Down --here", "", 600, false)]
    [InlineData("start P3 Down --here", "", 600, false)]
    [InlineData("start Down --here", "", 600, false)]
    [InlineData("start P0 Down --here", "update We look into it", 39, false)]
    [InlineData("start P0 Down --here", "update We look into it", 40, true)]
    // Raised at 10.
    [InlineData("start P3 Down --here", "severity P0", 39, false)]
    [InlineData("start P3 Down --here", "severity P0", 40, true)]
    // Promised at 10.
    [InlineData("start P3 Down --here", "update We look into it --next 15m", 24, false)]
    [InlineData("start P3 Down --here", "update We look into it --next 15m", 25, true)]
    [InlineData("start P0 Down --here", "update We look into it --next 2h", 129, false)]
    [InlineData("start P0 Down --here", "update We look into it --next 2h", 130, true)]
    // Put off at 10.
    [InlineData("start P0 Down --here", "update later 90m", 99, false)]
    [InlineData("start P0 Down --here", "update later 90m", 100, true)]
    [InlineData("start P0 Down --here", "update later 1m", 29, false)]
    [InlineData("start P0 Down --here", "mitigate", 30, true)]
    [InlineData("start P0 Down --here", "resolve", 30, false)]
    public void A_status_update_is_asked_for(string start, string command, double minutes, bool isAsked) =>
        Assert.Equal(isAsked, IsDue(Nudged.Started(start), command, minutes, "update-due", typedAt: 10));

    [Theory]
    [InlineData("", 59, false)]
    [InlineData("", 60, true)]
    [InlineData("note Somebody looks", 69, false)]
    [InlineData("note Somebody looks", 70, true)]
    [InlineData("mitigate", 70, true)]
    [InlineData("resolve", 70, false)]
    public void It_is_asked_whether_it_goes_on(string command, double minutes, bool isAsked) =>
        Assert.Equal(isAsked, IsDue(Nudged.Started(), command, minutes, "gone-quiet", typedAt: 10));

    [Fact]
    public void A_message_ends_a_quiet_spell_and_the_next_one_is_asked_about_anew()
    {
        var world = Nudged.Started().After(0, "claim commander");
        var first = world.Decide(world.At(60));
        var again = world.Decide(world.At(61));

        world.Known = world.Known with { Chat = new Chatter(world.At(90).Now, 0) };
        var soon = world.Decide(world.At(149));
        var later = world.Decide(world.At(150));

        Assert.Equal([1, 0, 0, 1], new[] { first, again, soon, later }.Select(due => due.Count(nudge => nudge.Kind == "gone-quiet")));
    }

    [Theory]
    [InlineData("start P0 Down --here", "", 4, false)]
    [InlineData("start P0 Down --here", "", 5, true)]
    [InlineData("start P0 Down --here", "note I look", 6, true)]
    [InlineData("start P1 Down --here", "", 6, false)]
    [InlineData("start P1 Down --here", "severity P0", 5, false)]
    [InlineData("start P1 Down --here", "severity P0", 6, true)]
    [InlineData("start P0 Down --here", "severity P1", 6, false)]
    [InlineData("start P0 Down --here", "resolve", 6, false)]
    public void A_P0_that_nobody_takes_up_is_told(string start, string command, double minutes, bool isTold) =>
        Assert.Equal(isTold, IsDue(Nudged.Started(start), command, minutes, "nobody-acts"));

    [Theory]
    [InlineData("start P0 Down --here", true)]
    [InlineData("start P0 Down --here --private", false)]
    [InlineData("start P0 Down --here --drill", false)]
    public void It_is_announced_unless_it_is_private_or_a_drill(string start, bool isAnnounced)
    {
        var world = Nudged.Started(start);

        var due = Assert.Single(NudgePolicy.LookAtAll(world.At(5)).Due, nudge => nudge.Kind == "nobody-acts");

        Assert.Equal(isAnnounced, due.IsAnnounced);
    }

    [Fact]
    public void Somebody_elses_deed_takes_it_up()
    {
        var world = Nudged.Started("start P0 Down --here");
        world.Room.Now = world.At(3).Now;
        world.Room.Type("note I look", Room.Grace);

        Assert.DoesNotContain(NudgePolicy.LookAtAll(world.At(6)).Due, nudge => nudge.Kind == "nobody-acts");
    }

    [Fact]
    public void Nobody_is_nudged_in_a_burst_of_messages_and_it_is_looked_at_again_soon()
    {
        var world = Nudged.Started();
        world.Known = world.Known with { Chat = new Chatter(world.At(2).Now, 6) };

        var outlook = NudgePolicy.LookAtAll(world.At(3));

        Assert.Empty(outlook.Due);
        Assert.Equal(world.At(4).Now, outlook.LookAt);
    }

    [Fact]
    public void What_was_decided_is_not_decided_again()
    {
        var world = Nudged.Started("start P0 Down --here");

        var first = world.Decide(world.At(31));
        var second = world.Decide(world.At(32));

        Assert.Equal(["no-commander", "nobody-acts", "update-due"], first.Select(nudge => nudge.Kind).Order());
        Assert.Empty(second);
    }

    [Theory]
    // Nothing of it changes the record, and the next spell must be found all the same.
    [InlineData(60, 1)]
    [InlineData(61, 5)]
    [InlineData(1500, 60)]
    public void A_quiet_incident_is_looked_at_again(double minutes, double later)
    {
        var world = Nudged.Started().After(0, "claim commander");
        if (minutes > 60)
            world.Decide(world.At(60));

        Assert.Equal(world.At(minutes + later).Now, NudgePolicy.LookAtAll(world.At(minutes)).LookAt);
    }

    [Fact]
    public void What_is_to_come_is_looked_at_when_it_comes()
    {
        var world = Nudged.Started("start P0 Down --here");

        Assert.Equal(world.At(2).Now, NudgePolicy.LookAtAll(world.At(0)).LookAt);
    }

    [Fact]
    public void Each_nudge_can_be_switched_off_and_all_of_them()
    {
        var off = new NudgeSettings
        {
            NoCommander = TimeSpan.Zero,
            NoSeverity = TimeSpan.Zero,
            PromisedUpdates = false,
            UpdateEvery = [default, default, default, default],
            Quiet = TimeSpan.Zero,
            NobodyActs = TimeSpan.Zero,
            UrgentPostmortem = 0,
            Postmortem = 0,
            ReviewAgain = 0,
            SignOff = 0,
        };
        foreach (var settings in new[] { off, new NudgeSettings { IsOn = false } })
        {
            var running = Nudged.Started("start P0 Down --here", settings);
            var resolved = Nudged.Started("start P0 Down --here", settings).After(5, "resolve");
            var reviewed = Nudged.Started("start P0 Down --here", settings).After(5, "resolve", "review 2024-01-20 @Grace");

            Assert.True(IsSilent(running.At(120)));
            Assert.True(IsSilent(resolved.On("2024-01-29T12:00Z")));
            Assert.True(IsSilent(reviewed.On("2024-01-29T12:00Z")));
        }
    }

    [Theory]
    [InlineData("2024-01-15T14:30Z", true)]
    [InlineData("2024-01-16T12:00Z", true)]
    // A played example, or one that is written up later.
    [InlineData("2024-01-17T14:30Z", false)]
    [InlineData("2026-11-30T14:30Z", false)]
    public void What_lies_in_the_past_is_not_nudged_about_as_if_it_ran(string recorded, bool isNudged)
    {
        var world = Nudged.Started("start P0 Down --here");
        var on = world.On(recorded).Now;
        world.Known = world.Known with { DeclaredOn = on };

        Assert.Equal(isNudged, NudgePolicy.LookAtAll(world.At(on.AddMinutes(40))).Due.Length > 0);
    }

    [Fact]
    public void What_lies_long_in_the_past_is_not_waited_for_either()
    {
        var world = Nudged.Started("start P0 Down --here").After(75, "resolve");
        world.Known = world.Known with { DeclaredOn = world.On("2026-11-30T14:30Z").Now };

        Assert.Empty(world.Through("2026-11-30T14:30Z", "2026-12-30T14:30Z", "postmortem-due"));
    }

    [Theory]
    [InlineData("no-commander", "start P2 Slow --here", 3, "claim commander", "Ada is in command.")]
    [InlineData("no-commander", "start P2 Slow --here", 3, "resolve", "INC-2024-0115-1430 is resolved.")]
    [InlineData("no-severity", "start Slow --here", 6, "severity P1", "The severity is P1.")]
    [InlineData("update-due", "start P0 Down --here", 31, "update Better", "A status update was given at 15:02 UTC.")]
    [InlineData("update-due", "start P0 Down --here", 31, "update later 30m", "Nobody is asked for a status update before 15:32 UTC.")]
    [InlineData("gone-quiet", "start P2 Slow --here", 61, "note Still there", "It was quiet here for a while; it goes on.")]
    [InlineData("nobody-acts", "start P0 Down --here", 6, "severity P1", "INC-2024-0115-1430 is a P1 now.")]
    public void A_post_whose_reason_has_gone_says_so(string kind, string start, double minutes, string command, string said)
    {
        var world = Nudged.Started(start);
        world.Decide(world.At(minutes));
        var past = Assert.Single(world.Known.Before, past => past.Kind == kind);
        var policy = NudgePolicy.Named(kind)!;
        Assert.NotNull(policy.StillDue(world.At(minutes), past.Slot));

        world.After(minutes + 1, command);

        Assert.Null(policy.StillDue(world.At(minutes + 1), past.Slot));
        Assert.Equal(said, policy.SayOver(world.At(minutes + 1), past)?.ToPlainText());
    }

    private static bool IsSilent(NudgeCase at) => NudgePolicy.LookAtAll(at) is { Due.IsEmpty: true, LookAt: null };

    private static bool IsDue(Nudged world, string command, double minutes, string kind, double typedAt = 1)
    {
        if (command.Length > 0)
            world.After(typedAt, command);
        return NudgePolicy.LookAtAll(world.At(minutes)).Due.Any(nudge => nudge.Kind == kind);
    }
}
