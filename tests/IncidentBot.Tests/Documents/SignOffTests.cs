using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using IncidentBot.Cli;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;
using IncidentBot.Tests.Chat;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Documents;

public sealed class SignOffTests(PostgresFixture postgres)
{
    private const string Root = "/incidents/INC-2024-0115-1430";

    private static readonly IncidentId Id = new("INC-2024-0115-1430");
    private static readonly Person Grace = new("test:grace", "Grace Hopper");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_signed_text_stands_in_every_form_whatever_comes_later()
    {
        await using var bot = await SignedAsync();
        var signed = await ReadAsync(bot, "postmortem.md?form=finished");

        await bot.TypeAsync("action P0 Add an index by 2024-01-20");
        await bot.TypeAsync("cause Something else");

        Assert.Equal(signed, await ReadAsync(bot, "postmortem.md"));
        Assert.Equal(signed, await ReadAsync(bot, "postmortem.md?form=finished"));
        Assert.Equal(FinishedDocument.HashOf(signed), JsonNode.Parse(await ReadAsync(bot, "postmortem.json"))!["signedSha256"]!.GetValue<string>());
        var record = (await bot.Get<IncidentStore>().FindAsync(Id, Cancel))!;
        Assert.Equal("Something else", record.The(Topic.PrimaryCause)!.Text);
        Assert.Single(record.ActionItems);
    }

    [Fact]
    public async Task Page_and_command_say_who_signed_what()
    {
        await using var bot = await SignedAsync();
        var hash = FinishedDocument.HashOf(await ReadAsync(bot, "postmortem.md"));

        var page = await (await bot.GetAsync(Root)).Content.ReadAsStringAsync(Cancel);
        var answer = (await bot.TypeAsync("postmortem"))!.Text.ToPlainText();

        Assert.All([page, answer], said =>
        {
            Assert.Contains("Ada Lovelace (Incident Commander, Technical Lead, Postmortem Author)", said, StringComparison.Ordinal);
            Assert.Contains(hash, said, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Whoever_watches_sees_the_signed_text()
    {
        await using var bot = await SignedAsync();
        var signed = await ReadAsync(bot, "postmortem.md");

        await using var watch = bot.Get<LiveDocuments>().WatchAsync(Id, Cancel).GetAsyncEnumerator(Cancel);
        await watch.MoveNextAsync();

        var live = watch.Current.Live;
        Assert.Equal(signed, live.Markdown(Form.Draft));
        Assert.Equal(MarkdownHtml.ToHtml(signed), Assert.Single(watch.Current.Changed).Html);
        Assert.Equal(FinishedDocument.HashOf(signed), live.Frozen?.Sha256);
    }

    [Fact]
    public async Task The_channel_is_told_the_hash_and_the_head_of_the_chain()
    {
        await using var bot = await SignedAsync();
        var signed = FinishedDocument.HashOf(await ReadAsync(bot, "postmortem.md"));

        await Eventually.TrueAsync(() => bot.Chat.SaidIn("C1").Any(said => said.Contains(signed, StringComparison.Ordinal) && said.Contains("Head of the chain", StringComparison.Ordinal)), "the seal is told", Cancel);

        var report = (await bot.Get<EventChainProof>().VerifyAsync(Id, Cancel))!;
        Assert.True(report.IsWhole, report.ToString());
        Assert.Contains(signed, (await bot.TypeAsync("verify"))!.Text.ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reopened_postmortem_is_live_again_and_its_signed_text_stays_provable()
    {
        await using var bot = await SignedAsync();
        await bot.TypeAsync("postmortem reopen The vendor has answered");
        await bot.TypeAsync("cause The vendor's switch");

        var draft = await ReadAsync(bot, "postmortem.md");
        await bot.TypeAsync("review 2024-01-29");
        await bot.TypeAsync("signoff --anyway still no figures");

        Assert.Contains("The vendor's switch", draft, StringComparison.Ordinal);
        Assert.Contains("The vendor's switch", await ReadAsync(bot, "postmortem.md"), StringComparison.Ordinal);
        Assert.Contains("revision 2", (await bot.TypeAsync("postmortem"))!.Text.ToPlainText(), StringComparison.Ordinal);
        Assert.True((await bot.Get<EventChainProof>().VerifyAsync(Id, Cancel))!.IsWhole);
    }

    [Fact]
    public async Task Rebuilding_from_the_log_gives_the_signed_bytes()
    {
        await using var bot = await SignedAsync();
        await bot.TypeAsync("cause Something else");
        using var folder = new TemporaryFolder("log.jsonl");
        await File.WriteAllTextAsync(folder.Path, await ReadAsync(bot, "log.jsonl"), Cancel);
        var output = new MemoryStream();

        await RebuildVerb.RunAsync([folder.Path], output, TextWriter.Null, Cancel);

        Assert.Equal(await ReadAsync(bot, "postmortem.md"), Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task Two_who_sign_at_the_same_moment_freeze_one_text()
    {
        await using var chat = await ReadyAsync();

        await Task.WhenAll(chat.CommandAsync("signoff --anyway x", by: ChatPath.Ada), chat.CommandAsync("signoff --anyway x", by: Grace));

        var log = await chat.LogAsync(Id.Value);
        Assert.Equal(3, log.Count(happened => happened.Detail is SignedOff));
        Assert.Single(log, happened => happened.Detail is DocumentFrozen);
        Assert.Equal(ReviewState.SignedOff, (await chat.RecordAsync(Id.Value)).Review.State);
    }

    [Fact]
    public async Task The_last_signature_and_the_frozen_text_come_together_or_not_at_all()
    {
        await using var chat = await ReadyAsync();
        await chat.CommandAsync("signoff --anyway x", by: Grace);
        await ExecuteAsync(chat, "alter table timeline_events add constraint no_frozen check (kind <> 'frozen')");

        await Assert.ThrowsAnyAsync<Exception>(() => chat.CommandAsync("signoff --anyway x", by: ChatPath.Ada));

        Assert.Equal(["lead"], (await chat.RecordAsync(Id.Value)).Review.Signatures.Select(signed => signed.Role));
        Assert.Single(await chat.LogAsync(Id.Value), happened => happened.Detail is SignedOff);
        await ExecuteAsync(chat, "alter table timeline_events drop constraint no_frozen");
        await chat.CommandAsync("signoff --anyway x", by: ChatPath.Ada);
        Assert.Equal(ReviewState.SignedOff, (await chat.RecordAsync(Id.Value)).Review.State);
    }

    [Fact]
    public async Task Nobody_signs_before_anything_was_kept()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await TypeAllAsync(bot, "start P1 Payments down --here", "claim commander", "review 2024-01-22");

        var answer = (await bot.TypeAsync("signoff --anyway x"))!.Text.ToPlainText();

        Assert.Contains("The timeline is only the chat", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""
        update timeline_events
           set detail = jsonb_set(jsonb_set(detail, '{markdown}', '"Nothing happened."'), '{sha256}', to_jsonb(encode(sha256('Nothing happened.'), 'hex')))
         where kind = 'frozen'
        """)]
    [InlineData("update timeline_events set detail = jsonb_set(detail, '{markdown}', '\"Nothing happened.\"') where kind = 'frozen'")]
    [InlineData("update incidents set record = jsonb_set(record, '{review,frozen}', 'null')")]
    public async Task Another_text_in_the_place_of_the_signed_one_is_found(string sql)
    {
        await using var bot = await SignedAsync();
        await bot.Get<EventChain>().SealAsync(Id, Cancel);
        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        var frozen = await connection.QuerySingleAsync<long>("select id from timeline_events where kind = 'frozen'");

        await connection.ExecuteAsync(sql);

        var report = (await bot.Get<EventChainProof>().VerifyAsync(Id, Cancel))!;
        Assert.Equal(frozen, report.Faults[0].EventId);
        Assert.Contains($"Event {frozen}", (await bot.TypeAsync("postmortem verify"))!.Text.ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_says_by_its_exit_code_whether_all_is_whole()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var chat = await ReadyAsync(database);
        string setting = $"--ConnectionStrings:IncidentBot={database}";
        var (output, errors) = (new StringWriter(), new StringWriter());

        var whole = await VerifyVerb.RunAsync(["--all", setting], output, errors, Cancel);
        await ExecuteAsync(chat, "update timeline_events set person_id = 'test:mallory' where kind = 'note'");
        var broken = await VerifyVerb.RunAsync([Id.Value, setting], output, errors, Cancel);
        var unknown = await VerifyVerb.RunAsync(["INC-2024-0115-1431", setting], output, errors, Cancel);
        var unclear = await VerifyVerb.RunAsync([], output, errors, Cancel);

        Assert.Equal((0, 1, 1, 2), (whole, broken, unknown, unclear));
        Assert.StartsWith($"{Id} is whole: ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{Id} is BROKEN at event ", errors.ToString(), StringComparison.Ordinal);
    }

    private async Task<RunningBot> SignedAsync()
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await TypeAllAsync(
            bot, "start P1 Payments down --here", "claim commander", "claim lead", "claim author", "note The pool | is `full` -> <b>Restarted</b> it",
            "cause An unbounded query", "resolve", "postmortem review 2024-01-22", "postmortem signoff --anyway no figures yet");
        return bot;
    }

    private static async Task TypeAllAsync(RunningBot bot, params string[] commands)
    {
        foreach (var command in commands)
            await bot.TypeAsync(command);
    }

    private async Task<ChatPath> ReadyAsync(string? database = null)
    {
        var chat = await ChatPath.OpenAsync(database ?? await postgres.CreateDatabaseAsync());
        await chat.CommandAsync("start P1 It burns --here");
        foreach (var command in new[] { "claim commander", "claim author", "note It burns", "review 2024-01-22" })
            await chat.CommandAsync(command);
        await chat.CommandAsync("claim lead", by: Grace);
        return chat;
    }

    private static async Task ExecuteAsync(ChatPath chat, string sql)
    {
        await using var connection = await chat.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<string> ReadAsync(RunningBot bot, string file) =>
        await (await bot.GetAsync($"{Root}/{file}")).EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
}
