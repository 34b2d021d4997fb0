using System.Net;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Picture;

public sealed class PictureFileTests(PostgresFixture postgres)
{
    private const string Svg = "/incidents/INC-2024-0115-1430/picture.svg";
    private const string Png = "/incidents/INC-2024-0115-1430/picture.png";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_picture_is_drawn_anew_when_something_happened_and_not_sent_twice_to_who_has_it()
    {
        await using var bot = await StartAsync();

        var first = await bot.GetAsync(Svg);
        var again = await bot.GetAsync(Svg, ifNoneMatch: first.Headers.ETag!.ToString());
        await bot.WriteAsync("one more");
        var changed = await bot.GetAsync(Svg, ifNoneMatch: first.Headers.ETag!.ToString());

        Assert.Equal("image/svg+xml; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Contains("2 messages, at most 2 in a minute", await changed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", string.Join(' ', first.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Svg)]
    [InlineData(Png)]
    public async Task Nobody_without_the_token_sees_it(string path)
    {
        await using var bot = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.GetAsync(path, token: null)).StatusCode);
    }

    [Fact]
    public async Task An_incident_that_is_not_there_has_no_picture()
    {
        await using var bot = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await bot.GetAsync("/incidents/INC-2024-0115-1431/picture.svg")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bot.GetAsync("/incidents/etc%2Fpasswd/picture.png")).StatusCode);
    }

    [Fact]
    public async Task Pixels_come_where_the_machine_can_make_them_and_else_a_sentence_says_what_to_install()
    {
        await using var bot = await StartAsync();

        var answer = await bot.GetAsync(Png);

        if (answer.StatusCode == HttpStatusCode.NotImplemented)
            Assert.Contains("librsvg2-bin", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        else
            Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await answer.Content.ReadAsByteArrayAsync(Cancel))[..4]);
    }

    [Fact]
    public async Task Show_picture_brings_it_into_the_chat()
    {
        await using var bot = await StartAsync();

        var said = await bot.TypeAsync("show picture");

        Assert.Contains("at a glance", said!.Text.ToPlainText(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => bot.Chat.SaidIn("C1").Any(text => text.Contains("picture", StringComparison.Ordinal)), "the picture, or its link where the chat takes no files", Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<RunningBot> StartAsync()
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        await bot.WriteAsync("Anybody else seeing this?");
        return bot;
    }
}
