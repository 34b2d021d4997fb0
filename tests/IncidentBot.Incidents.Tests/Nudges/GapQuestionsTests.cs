using System.Collections.Immutable;
using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Nudges;

public sealed class GapQuestionsTests
{
    private static readonly Gap Users = new("Users Affected", "impact users <text>");
    private static readonly Gap Cause = new("Primary Cause", "cause <text>");
    private static readonly Gap Summary = new("Summary", "summary <text>");
    private static readonly QuestionPace Pace = new(
        true, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10), TimeSpan.FromHours(24), MostMessages: 3, Within: TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Asks_first_ten_minutes_after_the_resolve(int minutes, bool isAsked)
    {
        var talk = Talk.Resolved();

        Assert.Equal(isAsked, talk.Later(minutes).Due([Users]) is [QuestionAsked { Part: "Users Affected" }]);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Is_silent_while_messages_are_frequent(int messages, bool isAsked)
    {
        var talk = Talk.Resolved().Later(20);
        talk.Chat = new Chatter(talk.Room.Now, messages);

        Assert.Equal(isAsked, talk.Due([Users]).Length == 1);
    }

    [Theory]
    [InlineData(9, 20, false)]
    [InlineData(10, 9, false)]
    [InlineData(10, 10, true)]
    public void A_running_incident_is_asked_in_a_quiet_spell(int sinceDeed, int sinceMessage, bool isAsked)
    {
        var talk = Talk.Running().Later(sinceDeed);
        talk.Chat = new Chatter(talk.Room.Now.AddMinutes(-sinceMessage), 0);

        Assert.Equal(isAsked, talk.Due([Users]).Length == 1);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void While_it_runs_half_an_hour_lies_between_two_questions(int minutes, bool isAsked)
    {
        var talk = Talk.Running().Later(15);
        talk.Store(talk.Due([Users]));
        talk.Room.Type("impact users 1,200");
        talk.Store(new QuestionAnswered("Users Affected"));

        Assert.Equal(isAsked, talk.Later(minutes).Due([new Gap("Severity", "severity P0|P1|P2|P3")]).Length == 1);
    }

    [Fact]
    public void While_it_runs_nobody_is_asked_what_was_learned()
    {
        var talk = Talk.Running().Later(60);

        Assert.Empty(talk.Due([Cause, Summary, new Gap("Duration", "resolve <what restored service>")]));
    }

    [Fact]
    public void One_question_is_open_at_a_time()
    {
        var talk = Talk.Resolved().Later(20);
        talk.Store(talk.Due([Users, Cause]));

        Assert.Empty(talk.Later(60).Due([Users, Cause]));
    }

    [Fact]
    public void After_an_answer_the_next_follows_at_once_unless_people_talk()
    {
        var talk = Talk.Resolved().Later(20);
        talk.Store(talk.Due([Users, Cause]));
        var before = talk.Room.Incident;
        talk.Room.Type("impact users 1,200");

        var quiet = GapQuestions.After(before, talk.Room.Incident, _ => [Cause], Chatter.None, Pace, talk.Room.Now);
        var busy = GapQuestions.After(before, talk.Room.Incident, _ => [Cause], new Chatter(talk.Room.Now, 9), Pace, talk.Room.Now);

        Assert.IsType<QuestionAnswered>(quiet[0]);
        Assert.Equal("Primary Cause", Assert.IsType<QuestionAsked>(quiet[1]).Part);
        Assert.Equal([new QuestionAnswered("Users Affected")], busy);
    }

    [Fact]
    public void What_fills_another_part_leaves_the_question_open()
    {
        var talk = Talk.Resolved().Later(20);
        talk.Store(talk.Due([Users, Cause]));
        var before = talk.Room.Incident;
        talk.Room.Type("cause A slow query");

        Assert.Empty(GapQuestions.After(before, talk.Room.Incident, _ => [Users], Chatter.None, Pace, talk.Room.Now));
    }

    [Fact]
    public void A_part_that_was_filled_without_a_command_settles_the_question()
    {
        var talk = Talk.Resolved().Later(20);
        talk.Store(talk.Due([Users]));

        Assert.Equal([new QuestionAnswered("Users Affected")], talk.Later(1).Due([]));
    }

    [Fact]
    public void What_nobody_answers_in_a_day_is_asked_of_the_next_once_and_then_left()
    {
        var talk = Talk.Resolved("commander @Grace", "role author @Ada").Later(20);
        talk.Store(talk.Due([Users]));

        Assert.Empty(talk.Later(24 * 60 - 1).Due([Users]));
        var second = talk.Later(1).Due([Users]);
        talk.Store(second);
        var third = talk.Later(24 * 60).Due([Users]);
        talk.Store(third);

        Assert.Equal([Room.Grace.Id, Room.Ada.Id], talk.Room.Incident.Questions.Asked.Select(asked => asked.Of?.PersonId));
        Assert.Equal([new QuestionSkipped("Users Affected", SkipReason.Unanswered)], third);
        Assert.Empty(talk.Later(24 * 60).Due([Users]));
        Assert.False(GapQuestions.CanComeUp(talk.Room.Incident, [Users], Pace));
    }

    [Fact]
    public void What_is_passed_on_goes_to_one_after_the_other_and_then_to_all()
    {
        var talk = Talk.Resolved("commander @Grace", "role author @Ada").Later(20);
        talk.Store(talk.Due([Users, Cause]));

        for (var time = 0; time < 3; time++)
            talk.Store(talk.Else());

        var asked = talk.Room.Incident.Questions.Asked;
        Assert.Equal([Room.Grace.Id, Room.Ada.Id, null, Room.Ada.Id], asked.Select(question => question.Of?.PersonId));
        Assert.Equal(["Users Affected", "Users Affected", "Users Affected", "Primary Cause"], asked.Select(question => question.Part));
    }

    [Fact]
    public void What_is_skipped_comes_last_and_goes_to_somebody_else()
    {
        var talk = Talk.Resolved("commander @Grace", "role author @Ada").Later(20);
        talk.Store(talk.Due([Users, Cause]));

        talk.Store(talk.Skip());
        talk.Store(talk.Skip());

        Assert.Equal(
            [("Users Affected", Room.Grace.Id), ("Primary Cause", Room.Ada.Id), ("Users Affected", Room.Ada.Id)],
            talk.Room.Incident.Questions.Asked.Select(asked => (asked.Part, asked.Of!.PersonId!)));
    }

    [Fact]
    public void Whoever_left_is_not_asked()
    {
        var talk = Talk.Resolved("commander @Grace", "role author @Ada").Later(20);
        talk.Store(new PersonLeft(), Room.Grace);

        Assert.Equal(Room.Ada.Id, Assert.IsType<QuestionAsked>(Assert.Single(talk.Due([Users]))).Of?.PersonId);
    }

    [Theory]
    [InlineData("resolve;close --anyway enough")]
    [InlineData("cancel a false alarm")]
    public void A_filed_incident_is_left_alone(string commands)
    {
        var talk = Talk.Running(commands.Split(';')).Later(60);

        Assert.Empty(talk.Due([Users]));
        Assert.False(GapQuestions.CanComeUp(talk.Room.Incident, [Users], Pace));
    }

    [Fact]
    public void A_signed_document_is_left_alone()
    {
        var talk = Talk.Resolved().Later(60);
        talk.Store(new DocumentFrozen("# Signed\n", "{}", "00"));

        Assert.Empty(talk.Due([Users]));
    }

    [Fact]
    public void A_drill_is_asked_only_when_somebody_wants_it()
    {
        var talk = Talk.Of("start P1 Fire drill --drill --here", "resolve").Later(60);
        var byItself = talk.Due([Users]);

        talk.Store(GapQuestions.Begin(talk.Room.Incident, [Users, Cause])!);
        var next = talk.Skip();

        Assert.Empty(byItself);
        Assert.Equal("Primary Cause", Assert.IsType<QuestionAsked>(next[^1]).Part);
    }

    [Fact]
    public void Turned_off_it_asks_only_when_somebody_wants_it()
    {
        var talk = Talk.Resolved().Later(60);

        Assert.Empty(GapQuestions.Due(talk.Room.Incident, [Users], Chatter.None, Pace with { IsOn = false }, talk.Room.Now));
        Assert.NotNull(GapQuestions.Begin(talk.Room.Incident, [Users]));
    }

    [Fact]
    public void A_pause_ends_by_itself_and_the_same_question_comes_again()
    {
        var talk = Talk.Resolved("commander @Grace").Later(20);
        talk.Store(talk.Due([Users]));
        talk.Store(new QuestionsPaused(talk.Room.Now.AddHours(2)));

        Assert.Empty(talk.Later(119).Due([Users]));
        Assert.Equal(Room.Grace.Id, Assert.IsType<QuestionAsked>(Assert.Single(talk.Later(1).Due([Users]))).Of?.PersonId);
    }

    [Fact]
    public void Stopped_it_begins_again_only_when_somebody_wants_it()
    {
        var talk = Talk.Resolved("commander @Grace").Later(20);
        talk.Store(talk.Due([Users]));
        talk.Store(new QuestionsPaused(null));

        Assert.Empty(talk.Later(5000).Due([Users]));
        talk.Store(GapQuestions.Begin(talk.Room.Incident, [Users])!);
        Assert.False(talk.Room.Incident.Questions.IsPaused);
    }

    [Fact]
    public void A_new_round_asks_again_what_was_given_up()
    {
        var talk = Talk.Resolved("commander @Grace").Later(20);
        talk.Store(talk.Due([Users]));
        talk.Store(talk.Skip());
        talk.Store(talk.Skip());

        Assert.Null(GapQuestions.Next(talk.Room.Incident, [Users]));
        Assert.Equal(Room.Grace.Id, GapQuestions.Begin(talk.Room.Incident, [Users])?.Of?.PersonId);
    }

    [Fact]
    public void Where_nobody_is_known_to_know_the_channel_is_asked()
    {
        var talk = Talk.Resolved().Later(20);

        Assert.Null(Assert.IsType<QuestionAsked>(Assert.Single(talk.Due([Users]))).Of);
    }

    /// <summary>An incident, what was asked in it, and what time it is.</summary>
    private sealed class Talk
    {
        public Room Room { get; private init; } = new();

        public Chatter Chat { get; set; } = Chatter.None;

        public static Talk Running(params string[] commands) => Of(["start P1 Pool exhausted --here", .. commands]);

        public static Talk Resolved(params string[] commands) => Of(["start P1 Pool exhausted --here", .. commands, "resolve"]);

        public static Talk Of(params string[] commands)
        {
            var talk = new Talk();
            foreach (var command in commands)
                Assert.Null(talk.Room.Type(command).Rejection);
            return talk;
        }

        public Talk Later(int minutes)
        {
            Room.Now = Room.Now.AddMinutes(minutes);
            return this;
        }

        public ImmutableArray<TimelineDetail> Due(ImmutableArray<Gap> gaps) => GapQuestions.Due(Room.Incident, gaps, Chat, Pace, Room.Now);

        public ImmutableArray<TimelineDetail> Else() => Settle(SkipReason.SomebodyElse);

        public ImmutableArray<TimelineDetail> Skip() => Settle(SkipReason.Skipped);

        public void Store(params IEnumerable<TimelineDetail> details)
        {
            foreach (var detail in details)
                Store(detail, Person.Bot);
        }

        public void Store(TimelineDetail detail, Person by) => Room.Store(Decision.Record(new EventDraft(new Moment(Room.Now), by, detail)), null);

        private ImmutableArray<TimelineDetail> Settle(SkipReason why)
        {
            var before = Room.Incident;
            Store(new QuestionSkipped(before.Questions.Open!.Part, why), Room.Ada);
            return GapQuestions.After(before, Room.Incident, _ => [Users, Cause], Chatter.None, Pace, Room.Now);
        }
    }
}
