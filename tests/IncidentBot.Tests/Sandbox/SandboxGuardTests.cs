using System.Net;
using System.Net.Http.Json;
using System.Text;
using IncidentBot.Sandbox;
using IncidentBot.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IncidentBot.Tests.Sandbox;

public sealed class SandboxGuardTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host", "sandbox.example.com")]
    [InlineData("Host", "localhost.example.com")]
    [InlineData("Host", "10.0.0.1")]
    [InlineData("Origin", "https://example.com")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    public async Task Keeps_out_what_is_not_from_its_own_page_on_this_machine(string header, string value)
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/api/messages")
        {
            Content = JsonContent.Create(new { room = "general", person = "ada", text = "let me in" }),
        };
        request.Headers.TryAddWithoutValidation(header, value);

        var answer = await host.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await host.MessagesAsync("general"));
    }

    [Fact]
    public async Task Takes_what_its_own_page_sends()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/api/messages")
        {
            Content = JsonContent.Create(new { room = "general", person = "ada", text = "hello" }),
        };
        request.Headers.Add("Origin", host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        var answer = await host.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Keeps_out_what_a_form_on_another_page_could_send(string type)
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        using var body = new StringContent("""{"room":"general","person":"ada","text":"hi"}""", Encoding.UTF8, type);

        var answer = await host.Client.PostAsync("/sandbox/api/messages", body, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"room":1}""")]
    public async Task Answers_a_body_that_cannot_be_read_with_bad_request(string json)
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        using var body = new StringContent(json, Encoding.UTF8, "application/json");

        var answer = await host.Client.PostAsync("/sandbox/api/messages", body, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    public void Only_callers_on_this_machine_get_in(string caller, bool isLetIn)
    {
        var request = Request(caller);

        Assert.Equal(isLetIn, SandboxGuard.LetsIn(request));
    }

    [Fact]
    public void A_link_on_another_page_may_lead_to_the_sandbox_but_nothing_else_may_read_it()
    {
        var link = Request("127.0.0.1");
        link.Headers["Sec-Fetch-Site"] = "cross-site";
        link.Headers["Sec-Fetch-Mode"] = "navigate";
        var script = Request("127.0.0.1");
        script.Headers["Sec-Fetch-Site"] = "cross-site";
        script.Headers["Sec-Fetch-Mode"] = "no-cors";

        Assert.True(SandboxGuard.LetsIn(link));
        Assert.False(SandboxGuard.LetsIn(script));
    }

    [Fact]
    public async Task The_page_comes_with_a_policy_that_runs_nothing_but_its_own_script()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());

        var answer = await host.Client.GetAsync("/sandbox", Cancel);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotMatch("""<script(?![^>]*src=)|\son\w+=|style=""", page);
    }

    [Fact]
    public async Task Is_not_there_when_it_is_turned_off()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync(), builder => builder.Configuration["Sandbox:Enabled"] = "false");

        var answer = await host.Client.GetAsync("/sandbox", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static HttpRequest Request(string caller)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(caller);
        context.Request.Method = "GET";
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("localhost", 5080);
        return context.Request;
    }
}
