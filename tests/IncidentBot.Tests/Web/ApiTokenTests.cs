using IncidentBot.Web;
using Xunit;

namespace IncidentBot.Tests.Web;

public sealed class ApiTokenTests
{
    [Theory]
    [InlineData("Bearer let-me-in")]
    [InlineData("bearer let-me-in")]
    [InlineData("Bearer  let-me-in ")]
    public void Lets_in_whoever_presents_the_token(string authorization) =>
        Assert.True(new ApiToken("let-me-in").IsPresentedBy(authorization));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("let-me-in")]
    [InlineData("Basic let-me-in")]
    [InlineData("Bearer let-me-i")]
    [InlineData("Bearer let-me-in2")]
    [InlineData("Bearer LET-ME-IN")]
    public void Refuses_all_else(string? authorization) =>
        Assert.False(new ApiToken("let-me-in").IsPresentedBy(authorization));

    [Theory]
    [InlineData(null, "Bearer ")]
    [InlineData("", "Bearer ")]
    [InlineData("", "Bearer")]
    [InlineData("  ", "Bearer   ")]
    [InlineData("", "Bearer x")]
    public void An_empty_token_lets_nobody_in(string? token, string authorization) =>
        Assert.False(new ApiToken(token).IsPresentedBy(authorization));
}
