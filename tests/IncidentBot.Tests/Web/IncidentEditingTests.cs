using System.Net;
using IncidentBot.Tests.Infrastructure;
using Xunit;
using static IncidentBot.Tests.Web.IncidentOnPages;

namespace IncidentBot.Tests.Web;

public sealed class IncidentEditingTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_saved_stands_in_the_document_with_who_wrote_it()
    {
        await using var incident = await StartAsync(postgres);

        var answer = await SaveAsync(incident, await incident.Page.ShowAsync(Cause), "The pool was too small");

        Assert.Equal($"{Root}#slot-root-cause/primary-cause", answer.Headers.Location!.ToString());
        var page = await incident.Page.ShowAsync(Root);
        Assert.Contains("<strong>Primary Cause</strong>: The pool was too small", page, StringComparison.Ordinal);
        Assert.Contains("by hand: Grace Hopper", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_recorded_once()
    {
        await using var incident = await StartAsync(postgres);
        var page = await incident.Page.ShowAsync(Cause);

        await SaveAsync(incident, page, "The pool was too small");
        await SaveAsync(incident, page, "The pool was too small");

        Assert.Single(IdsOf(await incident.Page.ShowAsync(Cause), "v"));
    }

    [Fact]
    public async Task Who_wrote_from_an_older_text_sees_both_and_can_save_over_the_newer()
    {
        await using var incident = await StartAsync(postgres);
        var mine = await incident.Page.ShowAsync(Cause);
        using var ada = await Browser.SignedInAsync(incident.Bot, RunningBot.Ada);
        await SendAsync(ada, await ada.ShowAsync(Cause), Cause, null, ("field.text", "Ada's cause"));

        var answer = await SaveAsync(incident, mine, "Grace's cause");
        var both = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Ada Lovelace has written under", both, StringComparison.Ordinal);
        Assert.Contains("Grace's cause</textarea>", both, StringComparison.Ordinal);
        Assert.Contains("Ada's cause</pre>", both, StringComparison.Ordinal);
        Assert.Contains("<strong>Primary Cause</strong>: Ada's cause", await incident.Page.ShowAsync(Root), StringComparison.Ordinal);

        await SaveAsync(incident, both, "Both causes");

        Assert.Contains("<strong>Primary Cause</strong>: Both causes", await incident.Page.ShowAsync(Root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_text_is_taken_into_the_box_and_saved_again()
    {
        await using var incident = await StartAsync(postgres);
        await SaveAsync(incident, await incident.Page.ShowAsync(Cause), "The first text");
        await SaveAsync(incident, await incident.Page.ShowAsync(Cause), "The second text");
        var first = IdsOf(await incident.Page.ShowAsync(Cause), "v").Min(long.Parse);

        var restoring = await incident.Page.ShowAsync($"{Cause}?restore={first}");

        Assert.Contains("The first text</textarea>", restoring, StringComparison.Ordinal);
        await SaveAsync(incident, restoring, "The first text");
        Assert.Contains("<strong>Primary Cause</strong>: The first text", await incident.Page.ShowAsync(Root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_paste_comes_back_as_it_was_sent()
    {
        await using var incident = await StartAsync(postgres);
        var pasted = string.Join('\n', Enumerable.Range(1, 5_000).Select(number => $"{number}: пул соединений был слишком мал"));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(pasted), 200 * 1024, 400 * 1024);

        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.FieldsOf(await incident.Page.ShowAsync(Cause), Cause).Append(("field.text", pasted)))
            content.Add(new StringContent(value), name);
        var answer = await incident.Page.SendAsync(Cause, content);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains($"\n{pasted}</textarea>", WebUtility.HtmlDecode(await incident.Page.ShowAsync(Cause)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_saved_that_was_sent_for_another_slot()
    {
        await using var incident = await StartAsync(postgres);
        var page = await incident.Page.ShowAsync(Cause);

        var answer = await incident.Page.PostAsync($"{Root}/edit/summary/summary", [.. Browser.FieldsOf(page, Cause), ("field.text", "Misplaced")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Misplaced", await incident.Page.ShowAsync(Root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slot_that_the_document_does_not_have_is_not_found()
    {
        await using var incident = await StartAsync(postgres);

        Assert.Equal(HttpStatusCode.NotFound, (await incident.Page.GetAsync($"{Root}/edit/no/such-slot")).StatusCode);
    }

    private static Task<HttpResponseMessage> SaveAsync(IncidentOnPages incident, string page, string text) =>
        SendAsync(incident.Page, page, Cause, null, ("field.text", text));

    private static List<string> IdsOf(string page, string prefix) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page, $" id=\"{prefix}([0-9]+)\"").Select(found => found.Groups[1].Value)];
}
