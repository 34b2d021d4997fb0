using IncidentBot.Incidents.Related;
using Xunit;

namespace IncidentBot.Incidents.Tests.Related;

public sealed class RelatednessTests
{
    [Fact]
    public void Says_which_service_is_the_same()
    {
        Assert.Contains("same service: checkout-api", Reasons(["start P1 Slow pages --service checkout-api"], ["start P2 Orders lost --service Checkout-API,web"]), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Says_which_error_is_the_same_with_the_words_behind_it()
    {
        var reasons = Reasons(
            ["start P1 Writes fail", "note 14:35 Saw E11000 in the log"],
            ["start P1 Imports stop", "cause The importer hit E11000 duplicate key on retry"]);

        Assert.Contains("same error: E11000 duplicate key", reasons);
    }

    [Fact]
    public void Says_what_the_causes_have_in_common()
    {
        var reasons = Reasons(
            ["start P1 Checkout down", "cause The connection pool was exhausted by a slow query"],
            ["start P2 Reports late", "cause A slow query filled the connection pool"]);

        Assert.Contains(reasons, reason => reason.StartsWith("similar cause: ", StringComparison.Ordinal) && reason.Contains("connection pool", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stack_line_is_the_same_whatever_its_line_number()
    {
        var reasons = Reasons(
            ["start P1 Crash one", "note 14:35 NullReferenceException\n  at Shop.Cart.Total(Int32 id) in Cart.cs:line 17"],
            ["start P1 Stop two", "note 14:35 seen again\n  at Shop.Cart.Total(Int32 id) in Cart.cs:line 23"]);

        Assert.Contains("same stack line: Shop.Cart.Total(Int32 id)", reasons);
    }

    [Fact]
    public void Incidents_without_anything_in_common_are_not_related()
    {
        Assert.Null(Relatedness.Between(
            Of(["start P1 Certificate expired --service gateway"]), Of(["start P1 Mail is late --service mail", "cause The queue was full"]), _ => 1));
    }

    [Fact]
    public void A_word_that_everybody_uses_relates_nobody()
    {
        var (one, other) = (Of(["start P1 Platform login broken"]), Of(["start P1 Platform invoices missing"]));

        Assert.NotNull(Relatedness.Between(one, other, _ => 1));
        Assert.Null(Relatedness.Between(one, other, word => word == "platform" ? 0.05 : 1));
    }

    [Fact]
    public void More_in_common_is_more()
    {
        string[] asked = ["start P1 Slow --service api", "cause Pool exhausted E11000"];

        var less = Relatedness.Between(Of(asked), Of(["start P1 Down --service api"]), _ => 1)!;
        var more = Relatedness.Between(Of(asked), Of(["start P1 Down --service api", "cause E11000 everywhere, pool exhausted"]), _ => 1)!;

        Assert.True(more.Score > less.Score);
        Assert.StartsWith("same error", more.Reasons[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("503 errors on all pages", "HTTP 503")]
    [InlineData("the gateway returned 502", "HTTP 502")]
    [InlineData("503 people were affected")]
    [InlineData("System.TimeoutException: 30 s", "TimeoutException")]
    [InlineData("read: ECONNRESET", "ECONNRESET")]
    [InlineData("ORA-00060: deadlock", "ORA-00060")]
    [InlineData("disk of db-prod-3 full", "db-prod-3")]
    [InlineData("ssh cache01.eu.internal", "cache01.eu.internal")]
    [InlineData("Version 1.2.3 at 14:30, 99.9% in INC-2024-0115-1430")]
    public void Signs_of_a_fault_are_seen_in_a_text(string text, params string[] expected)
    {
        Assert.Equal(expected, ErrorSigns.In(text).Select(sign => sign.Shown));
    }

    private static IEnumerable<string> Reasons(string[] one, string[] other) => Relatedness.Between(Of(one), Of(other), _ => 1)!.Reasons;

    private static IncidentRecord Of(string[] commands)
    {
        var room = new Room();
        foreach (var command in commands)
            room.Type(command);
        return room.Incident;
    }
}
