using System.Diagnostics;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Tests.Chat;
using IncidentBot.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class EventChainTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly IncidentId Id = new("INC-2024-0115-1430");

    private ChatPath _chat = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _chat = await ChatPath.OpenAsync(await postgres.CreateDatabaseAsync());
        await _chat.CommandAsync("start P1 It burns --here");
        for (var number = 1; number <= 5; number++)
            await _chat.DeliverAsync($"100.{number}", new MessagePosted($"message {number}"));
        await SealAsync();
    }

    public ValueTask DisposeAsync() => _chat.DisposeAsync();

    [Fact]
    public async Task A_log_that_nobody_touched_is_whole()
    {
        var report = await VerifyAsync();

        Assert.True(report.IsWhole, report.ToString());
        Assert.Equal((await _chat.LogAsync(Id.Value)).Count, report.Events);
        Assert.Equal(report.Events, report.Chain.Length);
    }

    [Fact]
    public async Task The_head_changes_with_each_event_and_with_nothing_else()
    {
        var first = await SealAsync();
        var same = await SealAsync();
        await _chat.DeliverAsync("100.6", new MessagePosted("message 6"));

        var next = await SealAsync();

        Assert.Equal(first, same);
        Assert.Equal(first.Length + 1, next.Length);
        Assert.NotEqual(first.Head, next.Head);
    }

    [Theory]
    [InlineData("update timeline_events set detail = jsonb_set(detail, '{text}', '\"all was well\"') where message_id = '100.2'", "its words were changed")]
    [InlineData("update timeline_events set person_name = 'Mallory' where message_id = '100.2'", "its words were changed")]
    [InlineData("update timeline_events set detail = detail - 'text' - 'files' where message_id = '100.2'", "its words were changed")]
    [InlineData("update timeline_events set person_id = 'test:mallory' where message_id = '100.2'", "its time, its person or its kind was changed")]
    [InlineData("update timeline_events set message_id = '100.9' where message_id = '100.2'", "its place was changed")]
    [InlineData("delete from timeline_events where message_id = '100.2'", "it is gone from the log")]
    [InlineData("""
        update timeline_events a set occurred_at = b.occurred_at, recorded_at = b.recorded_at
          from timeline_events b
         where a.message_id in ('100.2', '100.3') and b.message_id in ('100.2', '100.3') and a.id <> b.id
        """, "its time, its person or its kind was changed")]
    [InlineData("update event_seals s set seal = sha256(s.seal) from timeline_events e where e.id = s.event_id and e.message_id = '100.2'", "does not follow from the one before")]
    [InlineData("update event_seals s set leaf = sha256(s.leaf) from timeline_events e where e.id = s.event_id and e.message_id = '100.2'", "does not follow from the one before")]
    [InlineData("update event_seals s set sealed_at = s.sealed_at - interval '1 day' from timeline_events e where e.id = s.event_id and e.message_id = '100.2'", "does not follow from the one before")]
    public async Task Tampering_is_found_and_its_first_event_named(string sql, string expected)
    {
        var target = await NumberOfAsync("100.2");

        await ExecuteAsync(sql);

        var report = await VerifyAsync();
        Assert.Equal(target, report.Faults[0].EventId);
        Assert.Contains(expected, report.Faults[0].Why, StringComparison.Ordinal);
        Assert.StartsWith($"{Id} is BROKEN at event {target}: ", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_once_is_found_again()
    {
        await ExecuteAsync("update timeline_events set detail = jsonb_set(detail, '{text}', '\"all was well\"') where message_id = '100.2'");

        await VerifyAsync();
        await SealAsync();

        Assert.False((await VerifyAsync()).IsWhole);
    }

    [Fact]
    public async Task A_row_put_into_the_past_is_found()
    {
        var put = await PutInAsync("now() - interval '2 days'");

        var fault = Assert.Single((await VerifyAsync()).Faults);
        Assert.Equal(put, fault.EventId);
        Assert.Contains("put in afterwards", fault.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete from event_seals where place = 3", "links of the chain before its own")]
    [InlineData("delete from event_seals where place >= 3", "links of the chain before its own")]
    [InlineData("update event_chains set head = sha256(head)", "the chain ends")]
    [InlineData("update event_chains set length = length - 1", "the chain ends")]
    public async Task A_chain_that_was_cut_is_found(string sql, string expected)
    {
        await ExecuteAsync(sql);

        var report = await VerifyAsync();
        Assert.Contains(report.Faults, fault => fault.Why.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_words_of_a_deleted_message_may_go(bool isSealedBetween)
    {
        await _chat.DeliverAsync("100.2", new MessageEdited("message two", "2"));
        await _chat.DeliverAsync("100.2", new MessageKept("pushpin by ada", null, null));
        await SealAsync();

        await _chat.DeliverAsync("100.2", new MessageDeleted());
        if (isSealedBetween)
            await _chat.Get<EventChain>().SealNewAsync(Cancel);

        var report = await VerifyAsync();
        Assert.True(report.IsWhole, report.ToString());
        Assert.Equal(report.Events + 3, report.Chain.Length);
    }

    [Fact]
    public async Task Redaction_takes_words_and_nothing_else()
    {
        await _chat.DeliverAsync("100.2", new MessageDeleted());
        await ExecuteAsync("update timeline_events set occurred_at = occurred_at - interval '1 hour' where message_id = '100.2' and kind = 'message'");

        var report = await VerifyAsync();

        Assert.Equal((await NumberOfAsync("100.2"), "its time, its person or its kind was changed"), (report.Faults[0].EventId, report.Faults[0].Why));
    }

    [Fact]
    public async Task A_name_may_take_the_place_of_its_id()
    {
        await _chat.DeliverAsync("100.6", new MessagePosted("paged @U07"));
        await SealAsync();

        await _chat.Get<NameMender>().MendAsync(new KnownName("test:T01/U07", "Kiri", null, DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch, Cancel);

        var report = await VerifyAsync();
        Assert.True(report.IsWhole, report.ToString());
        Assert.Contains(await _chat.LogAsync(Id.Value), happened => happened.Detail is MessagePosted { Text: "paged @Kiri" });
    }

    [Fact]
    public async Task Learning_a_name_hides_no_tampering_from_before_it()
    {
        await _chat.DeliverAsync("100.6", new MessagePosted("paged @U07"));
        await SealAsync();
        await ExecuteAsync("update timeline_events set detail = jsonb_set(detail, '{text}', '\"all was well\"') where message_id = '100.2'");

        await _chat.Get<NameMender>().MendAsync(new KnownName("test:T01/U07", "Kiri", null, DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch, Cancel);

        Assert.Equal(await NumberOfAsync("100.2"), Assert.Single((await VerifyAsync()).Faults).EventId);
    }

    [Fact]
    public async Task A_channel_may_get_another_id()
    {
        await _chat.Get<ConversationMove>().MoveAsync(ChatPath.Room, ChatPath.Room with { Channel = "C99" }, Cancel);

        var report = await VerifyAsync();
        Assert.True(report.IsWhole, report.ToString());
        Assert.True(report.Chain.Length > report.Events);
    }

    [Fact]
    public async Task An_event_that_becomes_visible_late_is_sealed_as_well()
    {
        await using var connection = await _chat.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await using var late = await connection.BeginTransactionAsync(Cancel);
        var number = await connection.QuerySingleAsync<long>(Put("now()"));
        await _chat.DeliverAsync("100.6", new MessagePosted("message 6"));
        var before = await SealAsync();

        await late.CommitAsync(Cancel);
        await _chat.Get<EventChain>().SealNewAsync(Cancel);

        var report = await VerifyAsync();
        Assert.True(report.IsWhole, report.ToString());
        Assert.Equal(before.Length + 1, report.Chain.Length);
        Assert.True(number < await NumberOfAsync("100.6"));
    }

    [Fact]
    public async Task Many_sealers_beside_people_who_talk_make_one_chain()
    {
        var talk = Task.WhenAll(Enumerable.Range(1, 200).Select(number => _chat.DeliverAsync($"200.{number}", new MessagePosted($"message {number}"))));
        var sealing = Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _chat.Get<EventChain>().SealNewAsync(Cancel)));
        await Task.WhenAll(talk, sealing);

        var report = await VerifyAsync();

        Assert.True(report.IsWhole, report.ToString());
        Assert.Equal(report.Events, report.Chain.Length);
    }

    [Fact]
    public async Task Sealing_waits_for_nobody_who_changes_the_incident()
    {
        var before = await SealAsync();
        await _chat.DeliverAsync("100.6", new MessagePosted("message 6"));
        await using var connection = await _chat.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await using var change = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync("select 1 from incidents for update");

        var after = await SealAsync().WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.Equal(before.Length + 1, after.Length);
    }

    [Fact]
    public async Task Ten_thousand_events_are_sealed_in_one_go()
    {
        await ExecuteAsync("""
            insert into timeline_events (incident_id, key, kind, occurred_at, precision, recorded_at, person_id, person_name, platform, workspace, channel, message_id, detail)
            select 'INC-2024-0115-1430', 'many ' || n, 'message', now(), 'Exact', now(), 'test:ada', 'Ada', 'test', 'T01', 'C01', '300.' || n,
                   jsonb_build_object('kind', 'message', 'text', 'message ' || n || repeat(' and a little more', 5), 'fromBot', false, 'files', '[]'::jsonb)
              from generate_series(1, 10000) as n
            """);
        var (started, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await SealAsync();
        var sealing = Stopwatch.GetElapsedTime(started);

        worked = Environment.CpuUsage.TotalTime - worked;
        started = Stopwatch.GetTimestamp();
        var report = await VerifyAsync();
        var verifying = Stopwatch.GetElapsedTime(started);

        TestContext.Current.TestOutputHelper?.WriteLine($"sealed in {sealing.TotalMilliseconds:F0} ms ({worked.TotalMilliseconds:F0} ms of work in this process), verified in {verifying.TotalMilliseconds:F0} ms");
        Assert.True(report.IsWhole, report.ToString());
        // Alone it takes a small part of a second; the machine may be busy with other tests.
        Assert.InRange(sealing, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private Task<ChainHead> SealAsync() => _chat.Get<EventChain>().SealAsync(Id, Cancel);

    private async Task<ChainReport> VerifyAsync() => (await _chat.Get<EventChainProof>().VerifyAsync(Id, Cancel))!;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _chat.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        Assert.NotEqual(0, await connection.ExecuteAsync(sql));
    }

    private async Task<long> NumberOfAsync(string message)
    {
        await using var connection = await _chat.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        return await connection.QuerySingleAsync<long>("select min(id) from timeline_events where message_id = @message", new { message });
    }

    private async Task<long> PutInAsync(string recordedAt)
    {
        await using var connection = await _chat.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        return await connection.QuerySingleAsync<long>(Put(recordedAt));
    }

    private static string Put(string recordedAt) => $$"""
        insert into timeline_events (incident_id, key, kind, occurred_at, precision, recorded_at, person_id, person_name, detail)
        values ('INC-2024-0115-1430', 'put in', 'note', {{recordedAt}}, 'Exact', {{recordedAt}}, 'test:ada', 'Ada', '{"kind":"note","event":"I said so at once"}')
        returning id
        """;
}
