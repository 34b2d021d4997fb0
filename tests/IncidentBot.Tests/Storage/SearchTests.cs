using Dapper;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Incidents.Search;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class SearchTests(PostgresFixture postgres)
{
    private static readonly Person Grace = new("test:grace", "Grace Hopper");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("connection_pool.exhausted")]
    [InlineData("pool.exhausted")]
    [InlineData("\"pool exhausted\"")]
    [InlineData("E11000")]
    [InlineData("503 dupl")]
    [InlineData("INC-2024-0115")]
    [InlineData("payments e11000")]
    [InlineData("プール")]
    public async Task Finds_what_people_type_of_an_error(string words)
    {
        await using var bot = await StartAsync();
        await bot.WriteAsync("connection_pool.exhausted: 503, E11000 duplicate key, 接続プール");

        await FoundAsync(bot, words);
    }

    [Fact]
    public async Task A_title_goes_before_a_document_before_the_chat_and_shows_where_it_was_found()
    {
        await using var bot = await StartAsync("start P1 Nothing special --here");
        await bot.WriteAsync("looks like the walrus again");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await bot.TypeAsync("cancel");
        await bot.TypeAsync("start P1 Another one --here");
        await bot.TypeAsync("cause The walrus sat on the switch");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await bot.TypeAsync("cancel");
        await bot.TypeAsync("start P1 Walrus in the pool --here");

        var page = await FoundAsync(bot, "walrus", 3);

        Assert.Equal([FoundIn.Title, FoundIn.Document, FoundIn.Chat], page.Shown.Select(line => line.Found!.In));
        Assert.Equal("looks like the walrus again", page.Shown[2].Found!.Text);
        Assert.Equal([new FoundMark(15, 6)], page.Shown[2].Found!.Marks);
    }

    [Fact]
    public async Task An_edit_puts_its_words_in_the_place_of_the_old_ones()
    {
        await using var bot = await StartAsync();
        var message = await bot.WriteAsync("it is the zebra");
        await FoundAsync(bot, "zebra");

        await bot.HappenAsync(EventKeys.Edit(message, "2"), message, new MessageEdited("it is the okapi", "2"));

        await FoundAsync(bot, "okapi");
        await GoneAsync(bot, "zebra");
    }

    [Fact]
    public async Task A_deleted_message_is_found_no_more()
    {
        await using var bot = await StartAsync();
        var message = await bot.WriteAsync("the password is swordfish");
        await bot.WriteAsync("do not post that");
        await FoundAsync(bot, "swordfish");

        await bot.HappenAsync(EventKeys.Deletion(message), message, new MessageDeleted());

        await GoneAsync(bot, "swordfish");
        await FoundAsync(bot, "post that");
    }

    [Fact]
    public async Task A_private_incident_is_found_by_its_people_alone()
    {
        await using var bot = await StartAsync("start P1 Burglar in the vault --private --here");
        await FoundAsync(bot, "burglar");

        Assert.Equal(0, (await bot.Get<IncidentLists>().SearchAsync(Grace, "burglar", 1, 20, Cancel)).Count);
    }

    [Fact]
    public async Task A_long_paste_is_found_to_its_end()
    {
        await using var bot = await StartAsync();
        await bot.WriteAsync($"begin {string.Join(' ', Enumerable.Range(0, 20_000).Select(number => $"line{number}"))} the last aardvark");

        await FoundAsync(bot, "\"last aardvark\"");
        await FoundAsync(bot, "line12345");
    }

    [Fact]
    public async Task What_an_earlier_release_recorded_is_indexed_in_batches_and_a_late_smaller_number_with_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await RunningBot.StartAsync(database, _clock))
        {
            await before.TypeAsync("start P1 Payments down --here");
            await FoundAsync(before, "payments");
        }

        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await connection.ExecuteAsync("truncate search_texts, search_records; update search_progress set event_id = 0");
        await InsertAsync(connection, "nextval('timeline_events_id_seq') + 5000", 1);
        await using var slow = await connection.BeginTransactionAsync(Cancel);
        var late = await connection.ExecuteScalarAsync<long>("select nextval('timeline_events_id_seq')");
        await using (var other = new NpgsqlConnection(database))
        {
            await other.OpenAsync(Cancel);
            await InsertAsync(other, "nextval('timeline_events_id_seq')", 4_500);
        }

        await using var bot = await RunningBot.StartAsync(database, _clock);
        await InsertAsync(connection, $"{late}", 1, "straggler");
        await slow.CommitAsync(Cancel);

        await FoundAsync(bot, "msg4499");
        await FoundAsync(bot, "straggler");
    }

    [Fact]
    public async Task Two_hosts_on_one_database_index_everything_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await RunningBot.StartAsync(database, _clock);
        await using var twin = await RunningBot.StartAsync(database, new FakeTimeProvider(_clock.GetUtcNow()));
        await bot.TypeAsync("start P1 Payments down --here");
        for (var number = 0; number < 120; number++)
            await bot.WriteAsync($"word{number}");

        foreach (var number in new[] { 0, 49, 50, 119 })
            await FoundAsync(twin, $"\"word{number}\"");

        await using var connection = new NpgsqlConnection(database);
        Assert.Equal(120, await connection.ExecuteScalarAsync<long>("select sum(length(words)) from search_texts where place = 3"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task InsertAsync(NpgsqlConnection connection, string id, int count, string text = "msg") => connection.ExecuteAsync($"""
        insert into timeline_events (id, incident_id, key, kind, occurred_at, precision, recorded_at, person_id, person_name, platform, workspace, channel, message_id, detail)
        select {id}, (select min(id) from incidents), gen_random_uuid()::text, 'message', now(), 'Exact', now(), 'test:ada', 'Ada', 'test', 'T', 'C1', gen_random_uuid()::text,
               jsonb_build_object('kind', 'message', 'text', '{text}' || case when {count} > 1 then m::text else '' end)
          from generate_series(0, {count} - 1) m
        """);

    private static Task<PageOf<IncidentLine>> FoundAsync(RunningBot bot, string words, int count = 1) => Eventually.GetAsync(async () =>
    {
        var page = await bot.Get<IncidentLists>().SearchAsync(RunningBot.Ada, words, 1, 20, Cancel);
        Assert.Equal(count, page.Count);
        return page;
    }, Cancel);

    private static Task GoneAsync(RunningBot bot, string words) => FoundAsync(bot, words, 0);

    private async Task<RunningBot> StartAsync(string command = "start P1 Payments down --here")
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync(command);
        return bot;
    }
}
