using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Files with bytes in them, on the workspace's own host.</summary>
public static class SharedFiles
{
    internal const string Prefix = "/files/";
    private const string Hidden = "only_files.info_tells";

    private static readonly ConditionalWeakTable<FakeSlack, ConcurrentDictionary<string, byte[]>> Contents = new();

    /// <param name="isForeign">As files of other organisations come: an id, and the word that files.info must be asked.</param>
    public static async Task<Said> SharesBytesAsync(this FakeSlack slack, FakePerson person, FakeChannel channel, string name, byte[] content, bool isForeign = false)
    {
        var id = slack.Workspace.NewId("F");
        Contents.GetOrCreateValue(slack)[id] = content;
        var whole = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["mimetype"] = "image/png",
            ["mode"] = "hosted",
            ["size"] = content.Length,
            ["url_private"] = new Uri(slack.Address, Prefix + id).ToString(),
            ["permalink"] = $"https://example.slack.com/files/{person.User.Id}/{id}/{name}",
            ["permalink_public"] = $"https://slack-files.com/T0-{id}-secret",
        };
        var shown = isForeign ? new JsonObject { ["id"] = id, ["file_access"] = "check_file_info", [Hidden] = whole } : whole;
        return await slack.PostFilesAsync(person, channel, shown);
    }

    /// <summary>Somebody deletes the file, not the message.</summary>
    public static async Task<Delivery> LosesFileAsync(this FakeSlack slack, Said said)
    {
        JsonObject told;
        lock (slack.Workspace.Gate)
        {
            var before = said.Message.ToJson(slack.Workspace);
            var file = said.Message.Files[0];
            var id = file["id"]!.GetValue<string>();
            file.Clear();
            (file["id"], file["mode"]) = (id, "tombstone");
            told = slack.Workspace.Changed(said.Channel, said.Message, before);
        }

        return await slack.Inbox.DeliverAsync(told);
    }

    internal static JsonObject Whole(JsonObject file) => (file[Hidden] ?? file).DeepClone().AsObject();

    /// <summary>Whoever may not see it is shown the page to sign in, with 200.</summary>
    internal static async Task ServeFileAsync(this FakeSlack slack, HttpContext http, string id)
    {
        slack.Log(new LoggedCall("file", new Dictionary<string, string> { ["id"] = id }, "ok"));
        if (http.Request.Headers.Authorization != $"Bearer {FakeSlack.BotToken}" || slack.Faults.Take("file") is not null)
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync("<html><body>Sign in to Slack</body></html>");
            return;
        }

        http.Response.ContentType = "image/png";
        await http.Response.Body.WriteAsync(Contents.GetOrCreateValue(slack)[id]);
    }

    private static async Task<Said> PostFilesAsync(this FakeSlack slack, FakePerson person, FakeChannel channel, JsonObject file)
    {
        JsonObject told;
        FakeMessage message;
        lock (slack.Workspace.Gate)
        {
            message = new FakeMessage { Ts = slack.Workspace.NewTs(), UserId = person.User.Id, Text = "", Subtype = "file_share", Files = [file] };
            told = slack.Workspace.Post(channel, message);
        }

        return new Said(channel, message, await slack.Inbox.DeliverAsync(told));
    }
}
