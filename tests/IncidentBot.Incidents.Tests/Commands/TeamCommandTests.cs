using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class TeamCommandTests
{
    [Fact]
    public void Some_people_answer_for_a_team()
    {
        var set = Asked<TeamSet>("team \"DB Team\" @Ada @Grace");

        Assert.Equal("DB Team", set.Name);
        Assert.Equal(["test:ada", "test:grace"], set.People.Select(person => person.Id));
        Assert.Null(set.Channel);
    }

    [Fact]
    public void This_channel_does()
    {
        var set = Asked<TeamSet>("team Web here");

        Assert.Equal(("Web", Room.Place), (set.Name, set.Channel?.Conversation));
    }

    [Fact]
    public void Another_channel_is_named() =>
        Assert.Equal("db", Asked<TeamSet>("team \"DB Team\" #db").ChannelByName);

    [Theory]
    [InlineData("team")]
    [InlineData("team list")]
    [InlineData("teams")]
    public void Lists_them(string typed) => Asked<TeamsListed>(typed);

    [Theory]
    [InlineData("team remove \"DB Team\"")]
    [InlineData("team remove DB Team")]
    public void Forgets_one(string typed) => Assert.Equal("DB Team", Asked<TeamRemoved>(typed).Name);

    [Theory]
    [InlineData("team \"DB Team\"", "Who answers for what “DB Team” owns?")]
    [InlineData("team DB Team", "“Team” is nobody I know")]
    public void Says_what_it_did_not_understand(string typed, string expected) =>
        Assert.Contains(expected, new Room().Type(typed).Rejection!.Text.ToPlainText(), StringComparison.Ordinal);

    [Fact]
    public void Guests_change_no_teams() =>
        Assert.NotNull(new Room().Type("team Web here", standing: Standing.Guest, isInHome: false).Rejection);

    private static T Asked<T>(string typed)
        where T : TeamQuestion => Assert.IsType<T>(new Room().Type(typed).Question);
}
