using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class MeCommandTests
{
    [Theory]
    [InlineData("me")]
    [InlineData("whoami")]
    public void Shows_who_I_am(string typed) => Asked<MeShown>(typed);

    [Theory]
    [InlineData("me ada@example.org", "ada@example.org")]
    [InlineData("me mailto:ada@example.org", "ada@example.org")]
    [InlineData("me <mailto:ada@example.org|ada@example.org>", "ada@example.org")]
    [InlineData("me  Ada.L+x@mail.example.co.uk ", "Ada.L+x@mail.example.co.uk")]
    public void Takes_an_address_however_the_chat_writes_it(string typed, string expected) => Assert.Equal((expected, null), (Asked<IdentityClaimed>(typed).Email, Asked<IdentityClaimed>(typed).Person));

    [Fact]
    public void Takes_somebody_who_is_mentioned() => Assert.Equal((Room.Grace, null), (Asked<IdentityClaimed>("me @Grace").Person, Asked<IdentityClaimed>("me @Grace").Email));

    [Theory]
    [InlineData("me ada")]
    [InlineData("me @nobody")]
    [InlineData("me ada@localhost")]
    [InlineData("me @example.org")]
    [InlineData("me ada@@example.org")]
    [InlineData("me ada@example.org and more")]
    [InlineData("me @Grace and more")]
    [InlineData("me <@test:stranger>")]
    [InlineData("me yes")]
    [InlineData("me yes -1")]
    [InlineData("me forget it")]
    public void Shows_an_example_where_it_reads_neither(string typed)
    {
        var decision = new Room().Type(typed);

        Assert.EndsWith("For example: me ada@example.org", decision.Rejection!.Text.ToPlainText(), StringComparison.Ordinal);
        Assert.Null(decision.Question);
    }

    [Fact]
    public void Takes_the_answer_of_whoever_was_asked() =>
        Assert.Equal([new ClaimAnswered(17, true), new ClaimAnswered(17, false)], [Asked<ClaimAnswered>("me yes 17"), Asked<ClaimAnswered>("me NO 17")]);

    [Fact]
    public void Forgets_what_I_said() => Asked<ClaimsForgotten>("me forget");

    [Theory]
    [InlineData(Standing.Guest)]
    [InlineData(Standing.Stranger)]
    [InlineData(Standing.Deactivated)]
    public void Is_for_members_alone(Standing standing) => Assert.NotNull(new Room().Type("me ada@example.org", standing: standing, isInHome: false).Rejection);

    private static T Asked<T>(string typed)
        where T : Question
    {
        var decision = Room.WithIncident().Type(typed);
        Assert.Empty(decision.Events);
        return Assert.IsType<T>(decision.Question);
    }
}
