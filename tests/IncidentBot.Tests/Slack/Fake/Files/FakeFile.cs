using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A file that somebody, or the bot, put into Slack.</summary>
public sealed class FakeFile(string id, string name, string ownerId)
{
    public string Id => id;
    public string Name { get; } = name;
    public string OwnerId => ownerId;
    public string Title { get; internal set; } = name;
    public byte[] Content { get; internal set; } = [];

    /// <summary>Uploaded and shared; before, only its uploader's promise.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>Where it was shared.</summary>
    public List<(FakeChannel Channel, string Ts)> Shares { get; } = [];

    public string MimeType => Path.GetExtension(Name) switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".md" => "text/markdown",
        ".txt" or ".log" => "text/plain",
        ".pdf" => "application/pdf",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };

    internal JsonObject ToJson(Uri slack, string team) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["title"] = Title,
        ["user"] = OwnerId,
        ["mimetype"] = MimeType,
        ["filetype"] = Path.GetExtension(Name).TrimStart('.'),
        ["size"] = Content.Length,
        ["mode"] = "hosted",
        ["is_external"] = false,
        ["is_public"] = Shares.Any(share => !share.Channel.IsPrivate),
        ["url_private"] = new Uri(slack, $"/files-pri/{team}-{Id}/{Uri.EscapeDataString(Name)}").ToString(),
        ["url_private_download"] = new Uri(slack, $"/files-pri/{team}-{Id}/download/{Uri.EscapeDataString(Name)}").ToString(),
        ["permalink"] = $"https://example.slack.com/files/{OwnerId}/{Id}/{Uri.EscapeDataString(Name)}",
    };

    /// <summary>In channels shared with others only this is told; the rest is to be asked for.</summary>
    internal JsonObject ToStub() => new() { ["id"] = Id, ["mode"] = "file_access", ["file_access"] = "check_file_info", ["created"] = 0, ["timestamp"] = 0 };
}
