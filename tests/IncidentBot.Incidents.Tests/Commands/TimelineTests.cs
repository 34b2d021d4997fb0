using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class TimelineTests
{
    private static readonly EventSource Message = new(Room.Place, "100.1");

    [Fact]
    public void A_change_gives_way_to_a_note_of_the_same_minute()
    {
        var room = Room.WithIncident();

        room.Type("note 14:30 High error rate detected -> Alert fired, on-call paged");

        Assert.Equal(["14:30 | High error rate detected | Alert fired, on-call paged"], room.Rows());
    }

    [Fact]
    public void A_change_with_words_of_its_own_stands_beside_it()
    {
        var room = Room.WithIncident();
        room.Now = room.Now.AddMinutes(15);
        room.Type("status identified Slow query in call routing logic");

        room.Type("note 14:45 Query plan looked at");

        Assert.Contains("14:45 | Root cause identified | Slow query in call routing logic", room.Rows());
        Assert.Contains("14:45 | Query plan looked at | ", room.Rows());
    }

    [Fact]
    public void Roles_links_metrics_and_action_items_are_no_rows()
    {
        var room = Room.WithIncident();
        var before = room.Rows().ToList();

        foreach (var typed in new[] { "claim commander", "link https://example.com", "metric calls_failed 12", "action Do it", "summary It broke", "update We know" })
            Assert.Null(room.Type(typed).Rejection);

        Assert.Equal(before, room.Rows());
    }

    [Fact]
    public void Numbers_stay_with_their_entries()
    {
        var room = Room.WithIncident();
        room.Type("note 14:20 first");
        room.Type("note 14:25 second");

        room.Now = room.Now.AddHours(1);
        room.Type("timeline move 2 14:40");
        room.Type("timeline edit 3 second, better -> mended");
        room.Type("timeline hide 1");

        Assert.Equal(["14:25 | second, better | mended", "14:40 | first | "], room.Rows());
        room.Type("timeline show 1");
        Assert.Contains("14:30 | Incident declared | Database Connection Pool Exhaustion", room.Rows());
    }

    [Fact]
    public void Unknown_minutes_stay_unknown()
    {
        var room = Room.WithIncident();

        room.Type("note ~14:10 a customer called");
        room.Type("note 13:?? a deploy went out");

        Assert.Contains("~14:10 | a customer called | ", room.Rows());
        Assert.Contains("13:?? | a deploy went out | ", room.Rows());
    }

    [Fact]
    public void A_note_that_begins_with_no_time_of_day_is_asked_about()
    {
        var room = Room.WithIncident();

        var refusal = room.Refusal("note 25:99 the pager went off");

        Assert.Contains("25:99", refusal, StringComparison.Ordinal);
        Assert.Contains("note 14:30", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_message_stays_while_one_mark_is_left()
    {
        var room = Room.WithIncident();
        Keep(room, "pushpin by ada", "14:12 alert fired -> on-call paged");
        Keep(room, "pushpin by grace", "14:12 alert fired -> on-call paged");
        Assert.Contains("14:12 | alert fired | on-call paged", room.Rows());

        Store(room, new MessageUnkept("pushpin by ada"));
        Assert.Contains("14:12 | alert fired | on-call paged", room.Rows());

        Store(room, new MessageUnkept("pushpin by grace"));
        Assert.DoesNotContain("14:12 | alert fired | on-call paged", room.Rows());
    }

    [Fact]
    public void An_entry_follows_the_edits_of_its_message_and_goes_with_it()
    {
        var room = Room.WithIncident();
        Keep(room, "pushpin by ada", "alert fired");

        var edit = new MessageEdited("14:13 alert fired twice", "2");
        room.Store(MessageRecorder.Edited(room.Incident, Message, edit, Draft(room, edit), Known(room, "alert fired")), Message);
        Assert.Contains("14:13 | alert fired twice | ", room.Rows());

        Store(room, new MessageDeleted());
        Assert.DoesNotContain(room.Rows(), row => row.Contains("alert fired", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_person_wrote_is_not_overwritten_by_an_edit_of_the_message()
    {
        var room = Room.WithIncident();
        Keep(room, "pushpin by ada", "alert fired");
        room.Type("timeline edit 2 The pager went off");

        var edit = new MessageEdited("alert fired, I think", "2");
        room.Store(MessageRecorder.Edited(room.Incident, Message, edit, Draft(room, edit), Known(room, "alert fired")), Message);

        Assert.Contains("14:30 | The pager went off | ", room.Rows());
    }

    [Fact]
    public void A_message_that_begins_with_a_time_keeps_itself_until_the_time_is_edited_away()
    {
        var room = Room.WithIncident();
        var posted = new MessagePosted("14:05 alert fired → on-call paged");
        room.Store(MessageRecorder.Posted(posted, Draft(room, posted), Clock(room)), Message);
        Assert.Contains("14:05 | alert fired | on-call paged", room.Rows());

        var edit = new MessageEdited("alert fired", "2");
        room.Store(MessageRecorder.Edited(room.Incident, Message, edit, Draft(room, edit), Known(room, posted.Text!)), Message);

        Assert.Equal(["14:30 | Incident declared | Database Connection Pool Exhaustion"], room.Rows());
    }

    [Fact]
    public void Kept_replies_of_a_kept_message_are_its_actions()
    {
        var room = Room.WithIncident();
        var reply = new EventSource(Room.Place, "100.2", "100.1");
        Keep(room, "pushpin by ada", "14:12 alert fired -> on-call paged");

        var kept = new MessageKept("pushpin by ada", null, null);
        room.Store(MessageRecorder.Kept(room.Incident, reply, kept, Draft(room, kept), Known(room, "database team called")), reply);

        Assert.Contains("14:12 | alert fired | on-call paged; database team called", room.Rows());
    }

    private static void Keep(Room room, string mark, string text)
    {
        var kept = new MessageKept(mark, null, null);
        room.Store(MessageRecorder.Kept(room.Incident, Message, kept, Draft(room, kept), Known(room, text)), Message);
    }

    private static void Store(Room room, TimelineDetail detail) => room.Store(Decision.Record(Draft(room, detail)), Message);

    private static EventDraft Draft(Room room, TimelineDetail detail) => new(new Moment(room.Now), Room.Ada, detail);

    private static SenderClock Clock(Room room) => new(room.Now, TimeZoneInfo.Utc);

    private static KnownMessage Known(Room room, string text) => new(text, Room.Grace, Clock(room));
}
