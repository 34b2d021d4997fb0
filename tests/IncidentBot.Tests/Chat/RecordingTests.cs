using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Chat;

public sealed class RecordingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Id = "INC-2024-0115-1430";

    private ChatPath _chat = null!;

    public async ValueTask InitializeAsync()
    {
        _chat = await ChatPath.OpenAsync(await postgres.CreateDatabaseAsync());
        await _chat.CommandAsync("start P1 It burns --here");
        await Eventually.GetAsync(async () => (await _chat.Get<ConversationDirectory>().FindAsync(ChatPath.Room, default))!.Value, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _chat.DisposeAsync();

    [Fact]
    public async Task A_message_delivered_eleven_times_at_once_is_one_event()
    {
        await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => _chat.DeliverAsync("100.1", new MessagePosted("alert fired"))));

        Assert.Single(await _chat.LogAsync(Id), happened => happened.Detail is MessagePosted);
    }

    [Fact]
    public async Task A_message_where_no_incident_is_leaves_no_row()
    {
        await _chat.DeliverAsync("100.1", new MessagePosted("lunch?"), room: ChatPath.Room with { Channel = "C02" });

        Assert.DoesNotContain(await _chat.LogAsync(Id), happened => happened.Detail is MessagePosted);
    }

    [Fact]
    public async Task A_mark_that_comes_before_its_message_keeps_it()
    {
        await _chat.DeliverAsync("100.1", new MessageKept("pushpin by ada", null, null));
        await _chat.DeliverAsync("100.1", new MessagePosted("alert fired -> on-call paged"));

        var entry = (await _chat.RecordAsync(Id)).FindMessage($"{ChatPath.Room}/100.1");
        Assert.Equal(("alert fired", "on-call paged"), (entry?.Event, entry?.ActionTaken));
        Assert.Empty(await _chat.Get<WaitingMarks>().ForAsync(new EventSource(ChatPath.Room, "100.1"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Marks_and_messages_that_race_always_find_each_other()
    {
        var ids = Enumerable.Range(1, 40).Select(number => $"200.{number}").ToList();

        await Task.WhenAll(ids.SelectMany(id => new[]
        {
            _chat.DeliverAsync(id, new MessageKept("pushpin by ada", null, null)),
            _chat.DeliverAsync(id, new MessagePosted($"message {id}")),
        }));

        var record = await _chat.RecordAsync(Id);
        Assert.All(ids, id => Assert.Equal($"message {id}", record.FindMessage($"{ChatPath.Room}/{id}")?.Event));
    }

    [Fact]
    public async Task An_unset_mark_that_waited_keeps_nothing()
    {
        await _chat.DeliverAsync("100.1", new MessageKept("pushpin by ada", null, null));
        await _chat.DeliverAsync("100.1", new MessageUnkept("pushpin by ada"));
        await _chat.DeliverAsync("100.1", new MessagePosted("alert fired"));

        Assert.Null((await _chat.RecordAsync(Id)).FindMessage($"{ChatPath.Room}/100.1"));
    }

    [Fact]
    public async Task Of_two_edits_the_newer_counts_whichever_comes_first()
    {
        await _chat.DeliverAsync("100.1", new MessagePosted("first"));
        await _chat.DeliverAsync("100.1", new MessageEdited("third", "1705329000.000300"));
        await _chat.DeliverAsync("100.1", new MessageEdited("second", "1705329000.000200"));

        await _chat.DeliverAsync("100.1", new MessageKept("pushpin by ada", null, null));

        Assert.Equal("third", (await _chat.RecordAsync(Id)).FindMessage($"{ChatPath.Room}/100.1")?.Event);
    }

    [Fact]
    public async Task A_late_older_edit_does_not_reach_a_kept_message()
    {
        await _chat.DeliverAsync("100.1", new MessagePosted("first"));
        await _chat.DeliverAsync("100.1", new MessageKept("pushpin by ada", null, null));

        await _chat.DeliverAsync("100.1", new MessageEdited("third", "1705329000.000300"));
        await _chat.DeliverAsync("100.1", new MessageEdited("second", "1705329000.000200"));

        Assert.Equal("third", (await _chat.RecordAsync(Id)).FindMessage($"{ChatPath.Room}/100.1")?.Event);
    }

    [Fact]
    public async Task A_deletion_takes_the_words_and_leaves_the_fact()
    {
        await _chat.DeliverAsync("100.1", new MessagePosted("the password is hunter2"));
        await _chat.DeliverAsync("100.1", new MessageKept("pushpin by ada", null, null));
        await _chat.DeliverAsync("100.1", new MessageEdited("the password is hunter3", "2"));

        await _chat.DeliverAsync("100.1", new MessageDeleted());

        var log = await _chat.LogAsync(Id);
        Assert.DoesNotContain("hunter", Json.Write(log), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", Json.Write(await _chat.RecordAsync(Id)), StringComparison.Ordinal);
        Assert.Contains(log, happened => happened.Detail is MessagePosted { Text: null });
        Assert.Contains(log, happened => happened.Detail is MessageDeleted);
    }

    [Fact]
    public async Task A_message_that_arrives_after_its_deletion_stays_deleted()
    {
        await _chat.DeliverAsync("100.1", new MessageDeleted());
        await _chat.DeliverAsync("100.1", new MessagePosted("the password is hunter2"));

        Assert.DoesNotContain("hunter", Json.Write(await _chat.LogAsync(Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incidents_that_start_in_the_same_minute_at_once_get_ids_of_their_own()
    {
        await Task.WhenAll(Enumerable.Range(2, 8).Select(room =>
            _chat.CommandAsync("start P2 Another one --here", room: ChatPath.Room with { Channel = $"C1{room}" })));

        var ids = (await _chat.Get<IncidentStore>().NewestAsync(100, TestContext.Current.CancellationToken)).Select(line => line.Id).Order();
        Assert.Equal(Enumerable.Range(2, 8).Select(number => $"{Id}-{number}").Prepend(Id).Order(), ids);
    }

    [Fact]
    public async Task Action_items_added_at_once_get_numbers_of_their_own()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => _chat.CommandAsync($"action Do thing {number}")));

        var record = await _chat.RecordAsync(Id);
        Assert.Equal(Enumerable.Range(1, 20).Select(ActionItem.IdOf), record.ActionItems.Select(item => item.Id).Order());
    }

    [Fact]
    public async Task A_command_delivered_twice_is_obeyed_once()
    {
        await Task.WhenAll(_chat.CommandAsync("action Do it", key: "K1"), _chat.CommandAsync("action Do it", key: "K1"));

        Assert.Single((await _chat.RecordAsync(Id)).ActionItems);
    }

    [Fact]
    public async Task A_refused_command_records_nothing()
    {
        var before = (await _chat.LogAsync(Id)).Count;

        var reply = await _chat.CommandAsync("severity terrible");

        Assert.False(reply!.IsForAll);
        Assert.Equal(before, (await _chat.LogAsync(Id)).Count);
    }

    [Fact]
    public async Task The_stored_record_is_what_the_log_folds_to()
    {
        await _chat.DeliverAsync("100.1", new MessagePosted("14:31 alert fired -> on-call paged"));
        await _chat.CommandAsync("cause A slow query");
        await _chat.CommandAsync("action P0 Add an index owner:\"DB Team\" by 2024-01-16");
        await _chat.DeliverAsync("100.1", new MessageEdited("14:32 alert fired", "2"));
        await _chat.CommandAsync("resolve", at: ChatPath.Start.AddHours(1));

        var folded = IncidentRecord.From(new IncidentId(Id), await _chat.LogAsync(Id));

        Assert.Equal(Json.Write(folded), Json.Write(await _chat.RecordAsync(Id)));
    }

    [Fact]
    public async Task Text_that_the_database_cannot_hold_fails_nobody_else()
    {
        var good = Enumerable.Range(1, 20).Select(number => _chat.DeliverAsync($"300.{number}", new MessagePosted("fine"))).ToList();
        var bad = _chat.DeliverAsync("300.0", new MessagePosted("a\0b"));

        await Task.WhenAll(good);
        await Record.ExceptionAsync(() => bad);

        Assert.Equal(20, (await _chat.LogAsync(Id)).Count(happened => happened.Detail is MessagePosted { Text: "fine" }));
    }
}
