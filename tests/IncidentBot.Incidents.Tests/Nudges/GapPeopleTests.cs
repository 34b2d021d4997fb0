using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Nudges;

public sealed class GapPeopleTests
{
    private static readonly Person Hedy = new("test:hedy", "Hedy");

    [Theory]
    [InlineData(GapKind.ImmediateAction, "Hedy, Grace Hopper, Ada")]
    [InlineData(GapKind.Cause, "Hedy, Grace Hopper, Ada")]
    [InlineData(GapKind.Severity, "Ada, Grace Hopper")]
    [InlineData(GapKind.Users, "Ada, Grace Hopper")]
    [InlineData(GapKind.Summary, "Grace Hopper, Ada")]
    [InlineData(GapKind.Lesson, "Grace Hopper, Ada")]
    [InlineData(GapKind.Duration, "Grace Hopper, Ada")]
    [InlineData(GapKind.Other, "Grace Hopper, Ada")]
    public void The_likeliest_to_know_comes_first(GapKind kind, string people)
    {
        var room = Room.WithIncident();
        room.Type("role commander @Ada");
        room.Type("role author @Grace");
        room.Type("mitigate", Hedy);
        room.Type("resolve", Room.Grace);

        Assert.Equal(people, string.Join(", ", GapPeople.For(room.Incident, kind).Select(person => person.Name)));
    }

    [Fact]
    public void Of_the_detection_whoever_noted_the_start_knows_most()
    {
        var room = Room.WithIncident();
        room.Type("note 14:29 Alert fired", Hedy);
        room.Now = room.Now.AddHours(1);
        room.Type("note Pool doubled", Room.Grace);

        Assert.Equal(["Hedy", "Ada"], GapPeople.For(room.Incident, GapKind.Detection).Select(person => person.Name));
    }

    [Fact]
    public void A_team_cannot_be_asked()
    {
        var room = Room.WithIncident();
        room.Type("role commander @\"DB Team\"");

        Assert.Empty(GapPeople.For(room.Incident, GapKind.Users));
    }
}
