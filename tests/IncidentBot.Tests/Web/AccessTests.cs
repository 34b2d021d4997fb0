using System.Net;
using IncidentBot.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Xunit;

namespace IncidentBot.Tests.Web;

public sealed class AccessTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5080")]
    [InlineData("127.0.0.1", "127.0.0.1:5080")]
    [InlineData("::1", "[::1]:5080")]
    [InlineData("::ffff:127.0.0.1", "LOCALHOST")]
    public void While_the_sandbox_is_on_this_machine_needs_no_token(string address, string host) =>
        Assert.True(WithSandbox().Admits(Request(address, host)));

    [Theory]
    [InlineData("192.168.1.7", "localhost:5080")]
    [InlineData("192.168.1.7", "192.168.1.5:5080")]
    [InlineData("127.0.0.1", "rebound.example.com:5080")]
    [InlineData("127.0.0.1", "localhost.example.com")]
    [InlineData("127.0.0.1", "")]
    public void Other_machines_and_names_that_merely_lead_here_need_it(string address, string host) =>
        Assert.False(WithSandbox().Admits(Request(address, host)));

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Origin", "https://evil.example.com")]
    [InlineData("Origin", "null")]
    public void What_came_through_a_proxy_or_from_another_site_needs_it(string header, string value)
    {
        var request = Request("127.0.0.1", "localhost:5080");
        request.Request.Headers[header] = value;

        Assert.False(WithSandbox().Admits(request));
    }

    [Fact]
    public void The_bots_own_pages_may_send_forms()
    {
        var request = Request("127.0.0.1", "localhost:5080");
        request.Request.Headers.Origin = "http://localhost:5080";

        Assert.True(WithSandbox().Admits(request));
    }

    [Fact]
    public void Without_the_sandbox_this_machine_sees_the_figures_only()
    {
        var access = new Access(Options.Create(new WebOptions()), isSandboxOn: false);

        Assert.False(access.Admits(Request("127.0.0.1", "localhost:5080")));
        Assert.True(access.AdmitsToMetrics(Request("127.0.0.1", "localhost:5080")));
        Assert.False(access.AdmitsToMetrics(Request("192.168.1.7", "incidents.example.com")));
    }

    [Fact]
    public void The_token_opens_everything_from_anywhere()
    {
        var access = new Access(Options.Create(new WebOptions { ApiToken = "let-me-in" }), isSandboxOn: false);
        var request = Request("192.168.1.7", "incidents.example.com");
        request.Request.Headers.Authorization = "Bearer let-me-in";

        Assert.True(access.Admits(request));
        Assert.True(access.AdmitsToMetrics(request));
    }

    private static Access WithSandbox() => new(Options.Create(new WebOptions()), isSandboxOn: true);

    private static DefaultHttpContext Request(string address, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        return context;
    }
}
