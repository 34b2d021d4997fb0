using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Files, up and down.</summary>
public sealed class FakeFilesTests : FakeWorld
{
    [Fact]
    public async Task Takes_a_file_in_three_steps_and_posts_it_a_moment_later()
    {
        var room = Slack.NewChannel("room", withBot: true);
        var promised = await Api.FormAsync("files.getUploadURLExternal", ("filename", "postmortem.md"), ("length", "5"));
        var files = new JsonArray(new JsonObject { ["id"] = promised["file_id"]!.DeepClone(), ["title"] = "Postmortem" }).ToJsonString();

        var tooEarly = await Api.ErrorAsync("files.completeUploadExternal", ("files", files), ("channel_id", room.Id));
        Assert.Equal(200, await UploadAsync(promised, "hello"));
        Assert.Null(await Api.ErrorAsync("files.completeUploadExternal", ("files", files), ("channel_id", room.Id), ("initial_comment", "here it is")));

        Assert.Equal("file_not_found", tooEarly);
        await Eventually.TrueAsync(() => Told("file_shared").Count == 1, "it is shared", Cancel);
        Assert.Equal("Postmortem", room.BotPosts.Single().Files.Single()["title"]!.GetValue<string>());
        Assert.Equal("hello", Encoding.UTF8.GetString(Slack.UploadedFiles.Single().Content));
        var info = await Api.FormAsync("files.info", ("file", promised["file_id"]!.GetValue<string>()));
        Assert.Equal(room.BotPosts.Single().Ts, info["file"]!["shares"]!["public"]![room.Id]![0]!["ts"]!.GetValue<string>());
        Assert.Equal("method_deprecated", await Api.ErrorAsync("files.upload"));
    }

    [Fact]
    public async Task Refuses_json_for_an_address_and_bytes_of_another_length()
    {
        var json = await Api.JsonAsync("files.getUploadURLExternal", """{"filename":"a.md","length":5}""");
        var promised = await Api.FormAsync("files.getUploadURLExternal", ("filename", "a.md"), ("length", "5"));

        Assert.Equal("invalid_arguments", json["error"]!.GetValue<string>());
        Assert.Equal(400, await UploadAsync(promised, "longer than five"));
    }

    [Fact]
    public async Task Gives_the_bytes_to_the_token_and_a_page_to_everybody_else()
    {
        var room = Slack.NewChannel("room", withBot: true);
        var said = await Ada.SharesFileAsync(room, "graph.png", "look", [7, 8, 9]);
        var address = new Uri(said.Message.Files.Single()["url_private"]!.GetValue<string>());

        using var mine = await GetAsync(address, FakeSlack.BotToken);
        using var nobody = await GetAsync(address, null);
        Slack.Scopes.Remove("files:read");
        using var unscoped = await GetAsync(address, FakeSlack.BotToken);

        Assert.Equal([7, 8, 9], await mine.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("image/png", mine.Content.Headers.ContentType!.MediaType);
        Assert.Equal((200, "text/html"), ((int)nobody.StatusCode, nobody.Content.Headers.ContentType!.MediaType));
        Assert.Equal((200, "text/html"), ((int)unscoped.StatusCode, unscoped.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Tells_little_of_a_file_in_a_shared_channel()
    {
        var shared = Slack.NewChannel("shared", withBot: true, isShared: true);

        var said = await Ada.SharesFileAsync(shared, "graph.png");

        var file = said.Message.Files.Single();
        Assert.Equal("check_file_info", file["file_access"]!.GetValue<string>());
        Assert.Equal("graph.png", (await Api.FormAsync("files.info", ("file", file["id"]!.GetValue<string>())))["file"]!["name"]!.GetValue<string>());
    }

    private static async Task<int> UploadAsync(JsonObject promised, string text)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        using var response = await http.PostAsync(new Uri(promised["upload_url"]!.GetValue<string>()), content, Cancel);
        return (int)response.StatusCode;
    }

    private static async Task<HttpResponseMessage> GetAsync(Uri address, string? token)
    {
        using var http = new HttpClient();
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.GetAsync(address, Cancel);
    }
}
