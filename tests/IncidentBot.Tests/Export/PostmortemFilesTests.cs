using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Cli;
using IncidentBot.Incidents;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using UglyToad.PdfPig;
using Xunit;

namespace IncidentBot.Tests.Export;

/// <summary>The document in every format, by address and by command line.</summary>
public sealed class PostmortemFilesTests(PostgresFixture postgres)
{
    private const string Id = "INC-2024-0115-1430";

    public static TheoryData<string> Formats => [.. ExportFormat.All.Select(format => format.Word)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Comes_under_its_name_and_not_twice_and_the_command_line_gives_the_same(string word)
    {
        var format = ExportFormat.Find(word)!;
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await StartAsync(database);
        using var folder = new TemporaryFolder("file");

        foreach (var form in new[] { "draft", "finished" })
        {
            var path = $"/incidents/{Id}/postmortem.{word}?form={form}";
            var served = await bot.GetAsync(path);
            var bytes = await served.Content.ReadAsByteArrayAsync(Cancel);

            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
            Assert.Equal(format.MediaType, served.Content.Headers.ContentType!.ToString());
            Assert.Equal($"{Id}.{word}", served.Content.Headers.ContentDisposition!.FileName);
            Assert.Equal(HttpStatusCode.NotModified, (await bot.GetAsync(path, ifNoneMatch: served.Headers.ETag!.ToString())).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await bot.GetAsync(path, token: null)).StatusCode);
            Assert.Equal(0, await ExportVerb.RunAsync([Id, word, "--form", form, "-o", folder.Path, .. Settings(database)], Stream.Null, TextWriter.Null, Cancel));
            Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Path, Cancel));
        }
    }

    [Fact]
    public async Task The_draft_marks_what_is_missing_and_the_finished_form_leaves_it_out()
    {
        await using var bot = await StartAsync(await postgres.CreateDatabaseAsync());

        foreach (var word in new[] { "html", "pdf", "docx", "json" })
        {
            var (draft, finished) = (await WordsAsync(bot, word, "draft"), await WordsAsync(bot, word, "finished"));

            Assert.All([draft, finished], words => Assert.Contains("An unbounded query", words, StringComparison.Ordinal));
            Assert.Contains("Lessons Learned", draft, StringComparison.Ordinal);
            Assert.DoesNotContain("Lessons Learned", finished, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_comes_with_a_strict_policy()
    {
        await using var bot = await StartAsync(await postgres.CreateDatabaseAsync());

        var answer = await bot.GetAsync($"/incidents/{Id}/postmortem.html");

        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task The_model_names_its_schema_which_is_open_to_all()
    {
        await using var bot = await StartAsync(await postgres.CreateDatabaseAsync());

        using var model = JsonDocument.Parse(await (await bot.GetAsync($"/incidents/{Id}/postmortem.json")).Content.ReadAsStringAsync(Cancel));
        var address = new Uri(model.RootElement.GetProperty("$schema").GetString()!);
        var schema = await bot.GetAsync(address.AbsolutePath, token: null);

        Assert.Equal("application/schema+json; charset=utf-8", schema.Content.Headers.ContentType!.ToString());
        Assert.Contains("https://json-schema.org/draft/2020-12/schema", await schema.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_it_says_what_to_do()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await StartAsync(database, ("Export:ChromiumPath", "/nowhere/chromium"));
        var errors = new StringWriter();

        var answer = await bot.GetAsync($"/incidents/{Id}/postmortem.pdf");
        var exitCode = await ExportVerb.RunAsync([Id, "pdf", .. Settings(database), "--Export:ChromiumPath=/nowhere/chromium"], Stream.Null, errors, Cancel);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Null(answer.Headers.ETag);
        var sentence = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Export:ChromiumPath", sentence, StringComparison.Ordinal);
        Assert.Contains("html", sentence, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.Equal(sentence.Trim(), errors.ToString().Trim());
    }

    [Theory]
    [InlineData("html", "--form")]
    [InlineData("html", "--form", "final")]
    [InlineData("exe")]
    [InlineData("md", "-o")]
    public async Task The_command_line_shows_an_example_for_what_it_does_not_understand(params string[] words)
    {
        var errors = new StringWriter();

        var exitCode = await ExportVerb.RunAsync([Id, .. words], Stream.Null, errors, Cancel);

        Assert.Equal(2, exitCode);
        Assert.Contains("log, md, html, pdf, docx, json", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_goes_into_a_file_as_well()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await StartAsync(database);
        using var folder = new TemporaryFolder("log.jsonl");

        await ExportVerb.RunAsync([Id, "log", "-o", folder.Path, .. Settings(database)], Stream.Null, TextWriter.Null, Cancel);

        Assert.Equal(await (await bot.GetAsync($"/incidents/{Id}/log.jsonl")).Content.ReadAsStringAsync(Cancel), await File.ReadAllTextAsync(folder.Path, Cancel));
    }

    private async Task<RunningBot> StartAsync(string database, params (string Name, string? Value)[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
        var bot = await RunningBot.StartAsync(database, clock, new RecordingPlatform(), settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        await bot.TypeAsync("start P1 Payments down --here");
        await bot.TypeAsync("note 14:31 żółw 🐢 -> שלום");
        await bot.TypeAsync("cause An unbounded query");
        return bot;
    }

    private static string[] Settings(string database) => [$"--ConnectionStrings:IncidentBot={database}", "--Export:LongestPrint=120"];

    private static async Task<string> WordsAsync(RunningBot bot, string word, string form)
    {
        var bytes = await (await bot.GetAsync($"/incidents/{Id}/postmortem.{word}?form={form}")).EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Cancel);
        if (word == "docx")
        {
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
            using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            return await reader.ReadToEndAsync(Cancel);
        }

        if (word != "pdf")
        {
            var text = Encoding.UTF8.GetString(bytes);
            // What is missing is named beside the document as well.
            return word == "json" ? JsonNode.Parse(text)!["document"]!.ToJsonString() : text;
        }

        using var pdf = PdfDocument.Open(bytes);
        return string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(found => found.Text));
    }
}
