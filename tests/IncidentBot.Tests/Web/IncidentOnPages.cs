using System.Net;
using IncidentBot.Incidents;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Web;

/// <summary>An incident that somebody has before them on the bot's pages.</summary>
internal sealed class IncidentOnPages : IAsyncDisposable
{
    public const string Root = "/incidents/INC-2024-0115-1430";
    public const string Cause = Root + "/edit/root-cause/primary-cause";

    public static readonly Person Grace = new("test:grace", "Grace Hopper");

    private IncidentOnPages(RunningBot bot, FakeTimeProvider clock, Browser grace) => (Bot, Clock, Page) = (bot, clock, grace);

    public RunningBot Bot { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>Grace's.</summary>
    public Browser Page { get; }

    public static async Task<IncidentOnPages> StartAsync(PostgresFixture postgres, string command = "start P1 Payments down --here")
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), clock);
        await bot.TypeAsync(command);
        return new IncidentOnPages(bot, clock, await Browser.SignedInAsync(bot, Grace));
    }

    /// <summary>Sends a form of a page, with what was typed into it.</summary>
    /// <param name="holding">What stands in the form that is meant.</param>
    public static async Task<HttpResponseMessage> SendAsync(Browser browser, string page, string action, string? holding, params (string Name, string Value)[] typed) =>
        await browser.PostAsync(action, [.. Browser.FieldsOf(page, action, holding), .. typed]);

    /// <summary>Presses a button that carries a command.</summary>
    public async Task PressAsync(string path, string command)
    {
        var page = WebUtility.HtmlDecode(await Page.ShowAsync(path));
        Assert.Contains($"value=\"{command}\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(Page, page, $"{Root}/act", "id=\"act\"", ("command", command))).StatusCode);
    }

    /// <summary>Time goes by until it is done.</summary>
    public async Task<T> WhileTimePassesAsync<T>(Task<T> awaited)
    {
        await Eventually.TrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(500));
                return awaited.IsCompleted;
            },
            "what is waited for",
            TestContext.Current.CancellationToken);
        return await awaited;
    }

    public async ValueTask DisposeAsync()
    {
        Page.Dispose();
        await Bot.DisposeAsync();
    }
}
