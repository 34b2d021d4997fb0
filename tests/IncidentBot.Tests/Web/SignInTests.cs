using System.Net;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Web;

public sealed class SignInTests(PostgresFixture postgres)
{
    private static readonly Person Grace = new("test:grace", "Grace Hopper");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_link_from_the_chat_signs_in_whoever_presses_the_button_and_works_once()
    {
        await using var bot = await StartAsync();
        using var browser = new Browser(bot);
        var link = await browser.LinkForAsync(Grace);

        var page = await browser.ShowAsync(link);
        await browser.ShowAsync(link);
        var signedIn = await browser.PressAsync(page, link);

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Contains("Signed in as <strong>Grace Hopper</strong>", await browser.ShowAsync("/incidents/INC-2024-0115-1430"), StringComparison.Ordinal);

        using var thief = new Browser(bot);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.GetAsync(link)).StatusCode);
        var other = await thief.LinkForAsync(RunningBot.Ada);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.PostAsync(link, [.. Browser.FieldsOf(await thief.ShowAsync(other), other)])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/incidents/INC-2024-0115-1430")).StatusCode);
    }

    private async Task<RunningBot> StartAsync()
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        return bot;
    }
}
