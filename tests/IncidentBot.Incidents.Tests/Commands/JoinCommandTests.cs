using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class JoinCommandTests
{
    private const string Here = "start P1 It burns --here";

    private static readonly Conversation Elsewhere = new("other", "T02", "C02");
    private static readonly Conversation Third = new("test", "T01", "C03");

    [Fact]
    public void Makes_the_conversation_a_further_home_and_leaves_the_first_one_first()
    {
        var room = Room.WithIncident(Here);

        room.TypeIn(Elsewhere, "join");
        room.TypeIn(Third, "join");

        var incident = room.Incident.Incident;
        Assert.Equal(Room.Place, incident.Home);
        Assert.Equal([new IncidentHome(Elsewhere, "name-of-C02"), new IncidentHome(Third, "name-of-C03")], incident.FurtherHomes);
        Assert.Equal([Room.Place, Elsewhere, Third], incident.Homes.Select(home => home.Conversation));
    }

    [Fact]
    public void Says_all_the_places_where_the_incident_lives()
    {
        var room = Room.WithIncident(Here);

        var said = room.TypeIn(Elsewhere, "join").ToChannel!(room.Incident).ToPlainText();

        Assert.Contains("lives in #C01 (Test), #name-of-C02 (Other) now", said, StringComparison.Ordinal);
        Assert.Contains("They talk in #C01 (Test), #name-of-C02 (Other)", room.Answer("who"), StringComparison.Ordinal);
        Assert.Contains("Lives in #C01 (Test), #name-of-C02 (Other)", Summaries.Of(room.Incident).ToPlainText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("resolve it is out", null)]
    [InlineData("close --anyway done", "is closed")]
    [InlineData("cancel duplicate", "is cancelled")]
    public void Is_for_what_is_not_filed_yet(string before, string? refusal)
    {
        var room = Room.WithIncident(Here);
        if (before.StartsWith("close", StringComparison.Ordinal))
            room.Type("resolve");
        if (before.Length > 0)
            room.Type(before);

        Assert.Equal(refusal is null, RefusalOf(room.TypeIn(Elsewhere, "join")) is null);
        Assert.Contains(refusal ?? "", RefusalOf(room.TypeIn(Third, "join")) ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_the_home_of_another_incident_unless_that_one_is_closed()
    {
        var other = Room.WithIncident("start P2 Another one --here");

        var running = Room.WithIncident(Here).TypeIn(Elsewhere, "join", resident: other.Incident.Incident);
        var closed = Room.WithIncident(Here).TypeIn(Elsewhere, "join", resident: other.Incident.Incident with { Status = IncidentStatus.Closed });

        Assert.Contains("is the home of INC-2024-0115-1430 (Another one)", RefusalOf(running), StringComparison.Ordinal);
        Assert.Null(closed.Rejection);
    }

    [Fact]
    public void Refuses_a_second_time_where_it_lives_already()
    {
        var room = Room.WithIncident(Here);
        room.TypeIn(Elsewhere, "join");

        Assert.Contains("lives in this conversation already", RefusalOf(room.TypeIn(Elsewhere, "join")), StringComparison.Ordinal);
        Assert.Contains("lives in this conversation already", RefusalOf(room.Type("join")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_is_quiet_until_it_joins_aloud_and_keeps_its_place()
    {
        var room = Room.WithIncident(Here);
        room.TypeIn(Elsewhere, "join --quiet");
        room.TypeIn(Third, "join");
        var quiet = room.Incident.Incident.FurtherHomes[0];

        var aloud = room.TypeIn(Elsewhere, "join").ToChannel!(room.Incident).ToPlainText();

        Assert.True(quiet.IsQuiet);
        Assert.Contains("#name-of-C02 is shown in the other homes again", aloud, StringComparison.Ordinal);
        Assert.Equal([(Elsewhere, false), (Third, false)], room.Incident.Incident.FurtherHomes.Select(home => (home.Conversation, home.IsQuiet)));
    }

    [Fact]
    public void A_home_that_lives_aloud_can_go_quiet_and_the_first_one_cannot()
    {
        var room = Room.WithIncident(Here);
        room.TypeIn(Elsewhere, "join");

        var said = room.TypeIn(Elsewhere, "join --quiet").ToChannel!(room.Incident).ToPlainText();

        Assert.Contains("stays there from now on", said, StringComparison.Ordinal);
        Assert.Contains("#name-of-C02 (Other, quiet)", Summaries.Of(room.Incident).ToPlainText(), StringComparison.Ordinal);
        Assert.Contains("lives in this conversation already", RefusalOf(room.Type("join --quiet")), StringComparison.Ordinal);
    }

    [Fact]
    public void Lives_nowhere_where_others_organisations_read_along() =>
        Assert.Contains("another organisation", RefusalOf(Room.WithIncident(Here).TypeIn(Elsewhere, "join", isShared: true)), StringComparison.Ordinal);

    [Theory]
    [InlineData(Standing.Guest)]
    [InlineData(Standing.Stranger)]
    [InlineData(Standing.Deactivated)]
    public void Is_for_members(Standing standing) =>
        Assert.NotNull(Room.WithIncident(Here).TypeIn(Elsewhere, "join", standing: standing).Rejection);

    [Fact]
    public void A_private_incident_does_not_exist_for_outsiders()
    {
        var room = Room.WithIncident(Here + " --private");

        Assert.Equal(Rejection.NoSuchIncident(room.Incident.Incident.Id).Text.ToPlainText(), RefusalOf(room.TypeIn(Elsewhere, "join", Room.Grace)));
    }

    [Fact]
    public void A_private_incident_is_joined_by_its_commander_alone()
    {
        var room = Room.WithIncident(Here + " --private");
        room.Type("commander @Grace");

        var ofAda = room.TypeIn(Elsewhere, "join");
        var ofGrace = room.TypeIn(Elsewhere, "join", Room.Grace);

        Assert.Contains("only whoever commands it", RefusalOf(ofAda), StringComparison.Ordinal);
        Assert.Null(ofGrace.Rejection);
    }

    [Fact]
    public void Whoever_declared_a_private_incident_commands_it_while_nobody_does() =>
        Assert.Null(Room.WithIncident(Here + " --private").TypeIn(Elsewhere, "join").Rejection);

    [Theory]
    [InlineData("join", "Which incident")]
    [InlineData("join the other one", "“the other one” is no incident's id")]
    public void Asks_which_incident_is_meant(string typed, string asked) =>
        Assert.Contains(asked, new Room().Refusal(typed), StringComparison.Ordinal);

    [Fact]
    public void Leaving_ends_it_there_and_nowhere_else()
    {
        var room = Room.WithIncident(Here);
        room.TypeIn(Elsewhere, "join");
        room.TypeIn(Third, "join");

        var said = room.TypeIn(Elsewhere, "leave").ToChannel!(room.Incident).ToPlainText();

        Assert.Contains("#name-of-C02 has left", said, StringComparison.Ordinal);
        Assert.Equal([Third], room.Incident.Incident.FurtherHomes.Select(home => home.Conversation));
        Assert.Contains("does not live in this conversation", RefusalOf(room.TypeIn(Elsewhere, "leave")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_home_stays() =>
        Assert.Contains("from the start and stays", Room.WithIncident(Here).Refusal("leave"), StringComparison.Ordinal);

    [Fact]
    public void A_further_home_that_becomes_the_first_is_no_further_one()
    {
        var room = Room.WithIncident(Here);
        room.TypeIn(Elsewhere, "join");

        room.Store(Decision.Record(new EventDraft(new Moment(room.Now), Person.Bot, new HomeOpened(Elsewhere, "moved"))), null);

        Assert.Equal(Elsewhere, room.Incident.Incident.Home);
        Assert.Empty(room.Incident.Incident.FurtherHomes);
    }

    [Fact]
    public void The_log_alone_says_where_it_lives()
    {
        var room = Room.WithIncident(Here);
        room.TypeIn(Elsewhere, "join");
        room.TypeIn(Third, "join");
        room.TypeIn(Elsewhere, "leave");

        var again = IncidentRecord.From(room.Incident.Incident.Id, room.Log);

        Assert.Equal(room.Incident.Incident.Homes, again.Incident.Homes);
    }

    private static string? RefusalOf(Decision decision) => decision.Rejection?.Text.ToPlainText();
}
