using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public class SectionTests
{
    private static readonly DocumentSlot Cause = new("root-cause/primary-cause", "Primary Cause", "Root Cause") { Text = "A slow query", Generated = "d1" };
    private static readonly DocumentSlot Well = new("what-went-well/what-went-well", "What Went Well", "What Went Well") { Text = "The rollback worked", Generated = "d2", IsList = true };
    private static readonly DocumentSlot Severity = new("incident-information/severity", "Severity", "Incident Information") { Command = "severity P0|P1|P2|P3" };

    [Theory]
    [InlineData("section \"Primary Cause\" The pool")]
    [InlineData("section \"primary-cause:\" The pool")]
    [InlineData("section root-cause/primary-cause The pool")]
    public void Writes_the_slot_that_is_named(string command)
    {
        var room = WithSlots();

        room.Type(command);

        var edit = room.Incident.Edits["root-cause/primary-cause"];
        Assert.Equal(("The pool", "Primary Cause", "d1", "Ada"), (edit.Text, edit.Title, edit.Generated, edit.By.Name));
    }

    [Fact]
    public void Adds_to_a_list_what_is_typed_in_chat()
    {
        var room = WithSlots();

        room.Type("section \"What Went Well\" It was rehearsed.\nTwice.");

        Assert.Equal("The rollback worked\nIt was rehearsed.\n  Twice.", room.Incident.Edits[Well.Id].Text);
    }

    [Fact]
    public void Writes_the_whole_text_of_whoever_had_it_before_them()
    {
        var room = WithSlots();

        room.Fill("section", $"heading={Well.Id};text=It was rehearsed.;based-on=0;seen=d0");

        Assert.Equal(("It was rehearsed.", "d0"), (room.Incident.Edits[Well.Id].Text, room.Incident.Edits[Well.Id].Generated));
    }

    [Fact]
    public void Refuses_what_was_written_on_top_of_something_older_and_names_the_other_writer()
    {
        var room = WithSlots();
        room.Type("section \"Primary Cause\" The pool", Room.Grace);
        room.Slots = [Cause with { Text = "The pool", Version = room.Incident.Edits[Cause.Id].Version }];

        var decision = room.Fill("section", $"heading={Cause.Id};text=The index;based-on=0;seen=d1");

        Assert.StartsWith("Grace Hopper has written under", decision.Rejection!.Text.ToPlainText(), StringComparison.Ordinal);
        Assert.Equal("The pool", room.Incident.Edits[Cause.Id].Text);
    }

    [Fact]
    public void Says_in_chat_whose_words_it_replaced()
    {
        var room = WithSlots();
        room.Type("section \"Primary Cause\" The pool", Room.Grace);

        Assert.Contains("what Grace Hopper wrote", room.Answer("section \"Primary Cause\" The index"), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_a_fact_to_its_command_and_writes_beside_it()
    {
        var room = WithSlots();

        room.Type("section \"Severity\" Felt like a P0.");

        Assert.Empty(room.Incident.Edits);
        Assert.Equal("Felt like a P0.", Assert.Single(room.Incident.Sections).Text);
    }

    [Theory]
    [InlineData("section release primary cause")]
    [InlineData("section keep \"Primary Cause\"")]
    public void Says_that_nothing_was_written_by_hand(string command) =>
        Assert.Contains("from the record already", WithSlots().Refusal(command), StringComparison.Ordinal);

    [Fact]
    public void A_heading_that_is_called_like_a_verb_is_a_heading_in_quotes()
    {
        var room = WithSlots();

        room.Type("section \"Release\" We froze it.");

        Assert.Equal("Release", Assert.Single(room.Incident.Sections).Heading);
    }

    [Fact]
    public void Its_form_offers_the_slots_that_can_be_written()
    {
        var form = CommandTable.Standard.Open("section", ContextOf(WithSlots())).Form!;

        var choices = ((ChoiceField)form.Fields[0]).Choices;

        Assert.Equal([(Cause.Id, "Root Cause: Primary Cause"), (Well.Id, "What Went Well")], choices.Select(choice => (choice.Value, choice.Label)));
    }

    private static CommandContext ContextOf(Room room) =>
        new(room.Incident, Room.Ada, new SenderClock(room.Now, room.Zone), Room.Place, ImmutableDictionary<string, Person>.Empty) { Slots = _ => room.Slots };

    private static Room WithSlots()
    {
        var room = Room.WithIncident();
        room.Slots = [Cause, Well, Severity];
        return room;
    }
}
