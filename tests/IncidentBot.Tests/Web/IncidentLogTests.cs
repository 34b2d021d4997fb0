using System.Net;
using System.Text.RegularExpressions;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Web.IncidentOnPages;

namespace IncidentBot.Tests.Web;

public sealed class IncidentLogTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_message_is_on_one_of_the_pages_and_on_one_only()
    {
        await using var incident = await StartAsync(postgres);
        for (var number = 1; number <= 450; number++)
            await incident.Bot.WriteAsync($"message no. {number};");

        var seen = new List<string>();
        for (string? path = $"{Root}/log?kind=chat"; path is not null;)
        {
            var page = await incident.Page.ShowAsync(path);
            seen.AddRange(Regex.Matches(page, "message no\\. ([0-9]+);").Select(found => found.Groups[1].Value));
            path = Regex.Match(page, "<a href=\"([^\"]+)\" rel=\"next\"") is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        Assert.Equal(Enumerable.Range(1, 450).Select(number => $"{number}"), seen);
        var newest = await incident.Page.ShowAsync($"{Root}/log?order=newest");
        Assert.Contains("message no. 450;", newest, StringComparison.Ordinal);
        Assert.DoesNotContain("message no. 100;", newest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_found_where_it_stands_and_a_mark_with_its_message()
    {
        await using var incident = await StartAsync(postgres);
        var first = await incident.Bot.WriteAsync("all pods are out of connections");
        for (var number = 1; number <= 250; number++)
            await incident.Bot.WriteAsync($"message no. {number};");
        await incident.Bot.HappenAsync("pin", first, new MessageKept("pushpin by test:ada", null, null));
        var row = Assert.Single((await incident.Bot.Get<IncidentStore>().FindAsync(new IncidentId("INC-2024-0115-1430"), Cancel))!.Entries, entry => entry.Kind == EntryKind.Message);

        var page = await incident.Page.ShowAsync($"{Root}/log?event={row.Evidence[0]}");

        Assert.Contains($"id=\"e{row.Evidence[0]}\"", page, StringComparison.Ordinal);
        Assert.Matches("class=\"message wanted\"", page);
        Assert.Contains("all pods are out of connections</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("message no. 250;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_stands_under_its_message_an_edit_in_its_place_and_a_deletion_leaves_no_words()
    {
        await using var incident = await StartAsync(postgres);
        var asked = await incident.Bot.WriteAsync("is it the blancer?");
        var gone = await incident.Bot.WriteAsync("my password is hunter2");
        var reply = new EventSource(RunningBot.Channel, RunningBot.Occasion("m"), asked.MessageId);
        await incident.Bot.HappenAsync(EventKeys.Message(reply), reply, new MessagePosted("no, the pool"));
        await incident.Bot.HappenAsync(EventKeys.Edit(asked, "2"), asked, new MessageEdited("is it the balancer?", "2"));
        await incident.Bot.HappenAsync(EventKeys.Deletion(gone), gone, new MessageDeleted());

        var page = await incident.Page.ShowAsync($"{Root}/log?kind=chat");

        var words = Regex.Matches(page, "<p class=\"(?:text|quiet)\">([^<]*)</p>").Select(found => WebUtility.HtmlDecode(found.Groups[1].Value));
        Assert.Equal(["is it the balancer?", "no, the pool", "This message was deleted."], words);
        Assert.Contains("class=\"message reply\"", page, StringComparison.Ordinal);
        Assert.Contains("is it the blancer?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_put_into_the_timeline_and_taken_out_again()
    {
        await using var incident = await StartAsync(postgres);
        await incident.Bot.WriteAsync("all pods are out of connections");
        var entry = await EntryOfAsync(incident, "all pods are out of connections");

        await KeepAsync(incident, entry, "yes");
        await KeepAsync(incident, entry, "yes");
        Assert.Contains("all pods are out of connections</td>", await incident.Page.ShowAsync($"{Root}/timeline"), StringComparison.Ordinal);
        Assert.Contains("Take out of the timeline", await incident.Page.ShowAsync($"{Root}/log"), StringComparison.Ordinal);
        await KeepAsync(incident, entry, "no");

        Assert.DoesNotContain("all pods are out of connections</td>", await incident.Page.ShowAsync($"{Root}/timeline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_file_is_saved_and_never_shown()
    {
        await using var incident = await StartAsync(postgres);
        var source = new EventSource(RunningBot.Channel, RunningBot.Occasion("m"));
        await incident.Bot.HappenAsync(EventKeys.Message(source), source, new MessagePosted("see this") { Files = [new SharedFile("page.html", "text/html", null) { Id = "F1" }] });
        await incident.Bot.Get<KeptFileStore>().SaveAsync(new IncidentId("INC-2024-0115-1430"), source, new KeptFile("F1", "page.html", "text/html", "<script>"u8.ToArray()), Cancel);
        var log = await incident.Page.ShowAsync($"{Root}/log?kind=files");
        var path = Regex.Match(log, $"href=\"({Root}/files/[0-9]+/F1)\"").Groups[1].Value;

        var answer = await incident.Page.GetAsync(path);

        Assert.Equal("<script>", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal(HttpStatusCode.NotFound, (await incident.Page.GetAsync(path.Replace("F1", "F2", StringComparison.Ordinal))).StatusCode);
    }

    private static async Task<string> EntryOfAsync(IncidentOnPages incident, string text)
    {
        var page = await incident.Page.ShowAsync($"{Root}/log?kind=chat");
        return Regex.Matches(page, "<li id=\"e([0-9]+)\".*?</li>", RegexOptions.Singleline).First(entry => entry.Value.Contains(text, StringComparison.Ordinal)).Groups[1].Value;
    }

    private static async Task KeepAsync(IncidentOnPages incident, string entry, string keep)
    {
        var page = await incident.Page.ShowAsync($"{Root}/log");
        var form = Regex.Match(page, "<form id=\"keep\".*?</form>", RegexOptions.Singleline).Value.Replace("<form ", $"<form action=\"{Root}/log/{entry}\" ", StringComparison.Ordinal);
        var answer = await SendAsync(incident.Page, form, $"{Root}/log/{entry}", null, ("keep", keep));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
