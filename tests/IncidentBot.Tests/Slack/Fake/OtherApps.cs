using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What nobody typed: posts of other apps, links that unfold, whatever Slack may send tomorrow.</summary>
public static class OtherApps
{
    /// <summary>As apps post today: a bot's id and profile, no subtype.</summary>
    public static Task<Delivery> AppPostsAsync(this FakeSlack slack, FakeChannel channel, string name, string text, string? blocks = null, string? attachments = null) =>
        slack.PostAsync(channel, name, text, null, blocks, attachments);

    /// <summary>As incoming webhooks and older apps post: subtype <c>bot_message</c>, no user.</summary>
    public static Task<Delivery> WebhookPostsAsync(this FakeSlack slack, FakeChannel channel, string name, string text, string? blocks = null, string? attachments = null) =>
        slack.PostAsync(channel, name, text, "bot_message", blocks, attachments);

    /// <summary>A link in a message unfolds: Slack tells of a change, though nobody edited a word.</summary>
    public static Task<Delivery> UnfurlsAsync(this FakeSlack slack, Said said)
    {
        JsonObject told;
        lock (slack.Workspace.Gate)
        {
            var before = said.Message.ToJson(slack.Workspace);
            told = slack.Workspace.Changed(said.Channel, said.Message, before);
            told["message"]!["attachments"] = new JsonArray(new JsonObject { ["title"] = "A page", ["from_url"] = "https://example.com" });
        }

        return slack.Inbox.DeliverAsync(told);
    }

    private static Task<Delivery> PostAsync(this FakeSlack slack, FakeChannel channel, string name, string text, string? subtype, string? blocks, string? attachments)
    {
        JsonObject told;
        lock (slack.Workspace.Gate)
        {
            told = slack.Workspace.Post(channel, new FakeMessage
            {
                Ts = slack.Workspace.NewTs(),
                Text = text,
                Blocks = blocks is null ? null : JsonNode.Parse(blocks)!.AsArray(),
                Attachments = attachments is null ? null : JsonNode.Parse(attachments)!.AsArray(),
                BotId = "B0OTHER",
                BotName = name,
                UserId = subtype is null ? slack.Workspace.User(name).Id : null,
                Subtype = subtype,
            });
        }

        return slack.Inbox.DeliverAsync(told);
    }
}
