using System.Text;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using Xunit;

namespace IncidentBot.Tests.Export;

/// <summary>The document as a file in chat.</summary>
public sealed class SharedDocumentsTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_format_comes_under_its_name_with_the_servers_bytes()
    {
        using var folder = new TemporaryFolder("browser");
        PrintingBrowser.Script(folder.Path, "for word; do case $word in --print-to-pdf=*) echo '%PDF-1.4' > ${word#--print-to-pdf=};; esac; done");
        await using var world = await SlackWorld.CreateAsync(postgres, null, ("Export:ChromiumPath", folder.Path));
        var incident = await world.StartIncidentAsync("P2 No paper");
        await incident.CommandsAsync("cause A certificate ran out");
        await world.OutboxIsEmptyAsync();

        foreach (var word in new[] { "md", "html", "docx", "json", "PDF" })
        {
            await incident.CommandsAsync($"postmortem export {word}");
            await world.OutboxIsEmptyAsync();

            var file = Assert.Single(world.Slack.UploadedFiles, file => file.Name == $"{incident.Id}.{word.ToLowerInvariant()}");
            Assert.True(file.IsComplete);
            Assert.Equal($"Postmortem of {incident.Id}", file.Title);
            Assert.Equal(await world.Bot.Http.GetByteArrayAsync(new Uri($"/incidents/{incident.Id}/postmortem.{word}", UriKind.Relative), Cancel), file.Content);
        }
    }

    [Fact]
    public async Task Without_a_format_it_offers_them_all()
    {
        await using var world = await SlackWorld.CreateAsync(postgres);
        var incident = await world.StartIncidentAsync("P2 No paper");

        var answer = await world.Ada.CommandsAsync(incident.Home, "/incident", "postmortem export");

        Assert.All(["Markdown", "HTML", "PDF", "Word", "JSON"], name => Assert.Contains(name, answer.Body!.ToJsonString(), StringComparison.Ordinal));
        Assert.Empty(world.Slack.UploadedFiles);
    }

    [Fact]
    public async Task Without_a_browser_the_channel_reads_what_to_do_and_the_rest_goes_on()
    {
        await using var world = await SlackWorld.CreateAsync(postgres, null, ("Export:ChromiumPath", "/nowhere/chromium"));
        var incident = await world.StartIncidentAsync("P2 No paper");

        await incident.CommandsAsync("postmortem export pdf");
        await incident.CommandsAsync("postmortem export html");
        await world.OutboxIsEmptyAsync();

        Assert.Contains(incident.Home.BotPosts, post => post.Text.Contains("Export:ChromiumPath", StringComparison.Ordinal) && post.Text.Contains("html", StringComparison.Ordinal));
        Assert.Equal($"{incident.Id}.html", Assert.Single(world.Slack.UploadedFiles).Name);
        Assert.Contains("<!doctype html>", Encoding.UTF8.GetString(world.Slack.UploadedFiles.Single().Content), StringComparison.Ordinal);
    }
}
