using System.Text.Json;
using Xunit;

namespace IncidentBot.Incidents.Tests;

/// <summary>What was recorded under one of somebody's accounts is theirs under the other from then on.</summary>
public sealed class RecognisedPersonTests
{
    private static readonly Person Known = new("slack:T01/U01", "Grace H.");

    [Fact]
    public void Leaves_no_trace_of_the_other_account_in_the_record_and_every_name_as_it_was_said()
    {
        var room = Worked();
        var before = Written(room);

        Recognise(room);

        Assert.Contains(Room.Grace.Id, before, StringComparison.Ordinal);
        Assert.DoesNotContain(Room.Grace.Id, Written(room), StringComparison.Ordinal);
        Assert.Equal(before.Replace($"\"{Room.Grace.Id}\"", $"\"{Known.Id}\"", StringComparison.Ordinal), Written(room));
    }

    [Fact]
    public void They_command_own_sign_and_see_what_they_did_under_either()
    {
        var room = Worked();
        room.Type("private", Room.Grace);

        Recognise(room);
        var incident = room.Incident.Incident;

        Assert.True(incident.IsOf(Known) && incident.IsLedBy(Known));
        Assert.False(incident.IsOf(Room.Grace));
        Assert.Equal(Known.Id, Assert.Single(room.Incident.ActionItems).Owner!.PersonId);
    }

    [Fact]
    public void Somebody_who_was_there_under_both_is_there_once()
    {
        var room = Room.WithIncident();
        room.Type("invite @Grace");
        room.Store(Decision.Record(new EventDraft(new Moment(room.Now), Room.Ada, new PersonInvited(Owner.Of(Known)))), null);

        Recognise(room);
        room.Store(Decision.Record(new EventDraft(new Moment(room.Now), Room.Ada, new PersonInvited(new Owner("Called otherwise", Known.Id)))), null);

        Assert.Equal([Known.Id], room.Incident.Incident.Guests.Select(guest => guest.PersonId));
    }

    [Fact]
    public void Whoever_left_under_the_one_account_may_still_be_there_under_the_other()
    {
        var room = Worked();
        room.Store(Decision.Record(new EventDraft(new Moment(room.Now), Room.Grace, new PersonLeft())), null);

        Recognise(room);

        Assert.Empty(room.Incident.Questions.Gone);
    }

    [Fact]
    public void The_bot_recognising_somebody_is_nobodys_deed()
    {
        var room = Worked();
        var last = room.Incident.Questions.LastDeed;
        room.Now += TimeSpan.FromHours(1);

        Recognise(room);

        Assert.Equal(last, room.Incident.Questions.LastDeed);
    }

    private static Room Worked()
    {
        var room = new Room();
        foreach (var typed in new[]
        {
            "start P1 Database Connection Pool Exhaustion", "role commander @Grace", "role lead @Grace", "role author @Grace", "invite @Grace", "note 14:31 It hurts -> looked", "cause A query",
            "factor No limit", "section \"Notes\" By hand", "action P0 Add an index @Grace by 2024-01-20", "mitigate", "resolve", "postmortem review 2024-01-22 @Grace", "postmortem comment Well said", "postmortem signoff",
        })
        {
            room.Type(typed, Room.Grace);
            room.Now += TimeSpan.FromMinutes(1);
        }

        return room;
    }

    private static void Recognise(Room room) =>
        room.Store(Decision.Record(new EventDraft(new Moment(room.Now), Person.Bot, new PersonRecognised(Room.Grace.Id, Known))), null);

    /// <summary>Without its version, which every event raises.</summary>
    private static string Written(Room room) => JsonSerializer.Serialize(room.Incident with { Version = 0 });
}
