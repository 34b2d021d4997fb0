using System.Net;
using System.Text;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Sandbox;

public sealed class SandboxChatTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_opens_a_room_named_like_a_channel_and_says_so_where_it_was_typed()
    {
        await using var host = await OpenAsync();

        await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow");
        var (room, incident) = await host.IncidentRoomAsync();

        Assert.Equal($"{incident.ToLowerInvariant()}-checkout-is-slow", room);
        await Eventually.TrueAsync(
            () => host.SaidByBotAsync("general").GetAwaiter().GetResult().Contains($"{incident} lives in #{room}"), "the room is announced", Cancel);
    }

    [Fact]
    public async Task A_command_that_changes_something_is_seen_by_all_and_a_refused_one_by_its_sender_alone()
    {
        await using var host = await OpenAsync();

        await host.SayAsync("general", "ada", "/inc start P1 Checkout is slow --here");
        await host.SayAsync("general", "ada", "/incident sverity P2");

        var seenByAda = await host.MessagesAsync("general", "ada");
        var seenByGrace = await host.MessagesAsync("general", "grace");
        Assert.Contains(seenByAda, message => SandboxHost.Text(message, "text") == "/incident sverity P2" && message.GetProperty("isPrivate").GetBoolean());
        Assert.DoesNotContain(seenByGrace, message => SandboxHost.Text(message, "text") == "/incident sverity P2");
        Assert.Contains(seenByGrace, message => SandboxHost.Text(message, "text") == "/inc start P1 Checkout is slow --here");
    }

    [Fact]
    public async Task What_is_said_edited_kept_and_deleted_becomes_the_incidents_log()
    {
        await using var host = await OpenAsync();
        await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow --here");
        var (_, incident) = await host.IncidentRoomAsync();

        var kept = SandboxHost.Text(await host.SayAsync("general", "grace", "pool is empty"), "id");
        var reply = SandboxHost.Text(await host.SayAsync("general", "linus", "raised it", thread: kept), "id");
        await host.PostAsync("reactions", new { room = "general", person = "ada", id = kept, emoji = "pushpin", on = true });
        await host.PostAsync("reactions", new { room = "general", person = "ada", id = reply, emoji = "pushpin", on = true });
        await host.PostAsync("messages/edit", new { room = "general", person = "grace", id = kept, text = "The pool is empty" });
        var gone = SandboxHost.Text(await host.SayAsync("general", "grace", "hunter2"), "id");
        await host.PostAsync("messages/delete", new { room = "general", person = "grace", id = gone });

        var document = await host.PostmortemAsync(incident);
        Assert.Matches(@"\| \d\d:\d\d +\| The pool is empty +\| raised it +\|", document);
        var log = await LogAsync(host, incident);
        Assert.Contains(log, happened => happened.Detail is MessageDeleted);
        Assert.DoesNotContain(log, happened => happened.Detail is MessagePosted { Text: "hunter2" });
        Assert.DoesNotContain(await host.MessagesAsync("general"), message => SandboxHost.Text(message, "text") == "hunter2");
    }

    [Fact]
    public async Task The_bot_confirms_what_is_kept_and_takes_it_back_with_the_last_pin()
    {
        await using var host = await OpenAsync();
        await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow --here");
        var id = SandboxHost.Text(await host.SayAsync("general", "grace", "pool is empty"), "id");

        await host.PostAsync("reactions", new { room = "general", person = "ada", id, emoji = "pushpin", on = true });
        await ConfirmedAsync(host, id!, isConfirmed: true);
        await host.PostAsync("reactions", new { room = "general", person = "ada", id, emoji = "pushpin", on = false });
        await ConfirmedAsync(host, id!, isConfirmed: false);

        var (_, incident) = await host.IncidentRoomAsync();
        var record = await host.Get<IncidentStore>().FindAsync(new IncidentId(incident), Cancel);
        Assert.DoesNotContain(record!.Entries, entry => entry.IsLive && entry.Kind == EntryKind.Message);
    }

    [Fact]
    public async Task A_name_with_an_at_sign_means_the_person_in_a_command()
    {
        await using var host = await OpenAsync();
        await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow --here");

        await host.SayAsync("general", "ada", "/incident commander @Grace");

        var (_, incident) = await host.IncidentRoomAsync();
        var record = await host.Get<IncidentStore>().FindAsync(new IncidentId(incident), Cancel);
        Assert.Equal("sandbox:grace", record!.Incident.Holder(Role.Commander)!.PersonId);
    }

    [Fact]
    public async Task A_form_about_an_action_item_knows_its_item()
    {
        await using var host = await OpenAsync();
        await host.SayAsync("general", "ada", "/incident start P1 Checkout is down");
        var (room, incident) = await host.IncidentRoomAsync();
        await host.SayAsync(room, "ada", "/incident action Write the runbook by 2030-01-20");

        var opened = await (await host.PostAsync("forms", new { room, person = "ada", verb = "action edit AI-001", incident })).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var refused = await (await host.PostAsync("forms", new { room, person = "ada", verb = "action edit AI-001", incident, answers = new { text = "Write the runbook" } })).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await host.PostAsync("forms", new { room, person = "ada", verb = "action assign AI-001", incident, answers = new { person = "<@sandbox:grace>" } });

        Assert.Contains("\"initial\":\"Write the runbook\"", opened, StringComparison.Ordinal);
        Assert.Contains("says that already", refused, StringComparison.Ordinal);
        await Eventually.GetAsync(async () => (await host.SaidByBotAsync(room)).First(said => said.Contains("AI-001 is now", StringComparison.Ordinal) && said.Contains("Grace", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_chat_is_there_after_a_restart_and_goes_on_in_the_same_incident()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var host = await SandboxHost.StartAsync(database))
        {
            await host.SayAsync("general", "ada", "/incident start P1 Checkout is slow --here");
            await host.SayAsync("general", "grace", "looking");
        }

        await using var again = await SandboxHost.StartAsync(database);
        await again.SayAsync("general", "linus", "back again");

        Assert.Equal(["looking", "back again"], (await again.MessagesAsync("general")).Where(message => SandboxHost.Text(message, "kind") == "Message").Select(message => SandboxHost.Text(message, "text")));
        var (_, incident) = await again.IncidentRoomAsync();
        Assert.Equal(2, (await LogAsync(again, incident)).Count(happened => happened.Detail is MessagePosted));
    }

    [Fact]
    public async Task Hostile_text_stays_text_in_the_chat_and_in_the_document()
    {
        const string hostile = "<script>alert(1)</script> | `a|b` <!--\n# not a heading\u202e";
        await using var host = await OpenAsync();
        await host.SayAsync("general", "ada", "/incident start P1 <img src=x onerror=alert(1)> --here");
        var (_, incident) = await host.IncidentRoomAsync();

        var said = await host.SayAsync("general", "ada", hostile);
        await host.SayAsync("general", "ada", "/incident note <script>alert(2)</script> | pipe");

        Assert.Equal(hostile, SandboxHost.Text(said, "text"));
        var sections = await DocumentWatch.FirstAsync(host, "general", Cancel);
        Assert.All(sections, section => Assert.DoesNotContain("<script", section.Html, StringComparison.OrdinalIgnoreCase));
        Assert.All(sections, section => Assert.DoesNotContain("<img", section.Html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("pipe", await host.PostmortemAsync(incident), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("general", "nobody", "hello", HttpStatusCode.BadRequest)]
    [InlineData("general", "alertmanager", "hello", HttpStatusCode.BadRequest)]
    [InlineData("nowhere", "ada", "hello", HttpStatusCode.NotFound)]
    [InlineData("general", "ada", "  ", HttpStatusCode.BadRequest)]
    [InlineData("general", "ada", "a\0b", HttpStatusCode.BadRequest)]
    [InlineData("general", "ada", null, HttpStatusCode.BadRequest)]
    public async Task Refuses_what_cannot_be_said(string room, string person, string? text, HttpStatusCode expected)
    {
        await using var host = await OpenAsync();

        var answer = await host.PostAsync("messages", new { room, person, text });

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Takes_a_message_of_forty_thousand_characters_and_none_longer()
    {
        await using var host = await OpenAsync();

        var longest = await host.PostAsync("messages", new { room = "general", person = "ada", text = new string('é', 40_000) });
        var tooLong = await host.PostAsync("messages", new { room = "general", person = "ada", text = new string('é', 40_001) });
        // It is refused by its length, before it is sent: whoever sends on would find the line cut.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/api/messages") { Content = new StringContent($$"""{"room":"general","person":"ada","text":"{{new string('a', 5_000_000)}}"}""", Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;
        var huge = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge], [longest.StatusCode, tooLong.StatusCode, huge.StatusCode]);
    }

    [Fact]
    public async Task Only_its_author_may_change_a_message()
    {
        await using var host = await OpenAsync();
        var id = SandboxHost.Text(await host.SayAsync("general", "ada", "mine"), "id");

        var edit = await host.PostAsync("messages/edit", new { room = "general", person = "grace", id, text = "theirs" });
        var delete = await host.PostAsync("messages/delete", new { room = "general", person = "grace", id });

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [edit.StatusCode, delete.StatusCode]);
    }

    private async Task<SandboxHost> OpenAsync() => await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());

    private static async Task<List<TimelineEvent>> LogAsync(SandboxHost host, string incident)
    {
        var log = new List<TimelineEvent>();
        await foreach (var happened in host.Get<TimelineEventStore>().ReadAsync(new IncidentId(incident), cancellationToken: Cancel))
            log.Add(happened);
        return log;
    }

    private static Task<bool> ConfirmedAsync(SandboxHost host, string id, bool isConfirmed) => Eventually.GetAsync(async () =>
    {
        var message = (await host.MessagesAsync("general")).Single(one => SandboxHost.Text(one, "id") == id);
        Assert.Equal(isConfirmed, message.GetProperty("reactions").TryGetProperty("white_check_mark", out _));
        return true;
    }, Cancel);
}
