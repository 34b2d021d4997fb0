using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Files by name and by the page that shows them to whoever may see them; <c>url_private</c> is never given on.</summary>
public static class SlackFiles
{
    public static ImmutableArray<SharedFile> In(JsonElement message) =>
        message.Child("files"u8).ValueKind != JsonValueKind.Array
            ? []
            : [.. message.Items("files"u8).Where(file => file.Text("mode"u8) is not ("tombstone" or "hidden_by_limit")).Select(Shared)];

    private static SharedFile Shared(JsonElement file) => new(
        SlackText.Clean(SlackText.Unescape(file.Text("name"u8) ?? file.Text("title"u8) ?? file.Text("id"u8) ?? "file")),
        file.Text("mimetype"u8) is { Length: > 0 } type ? type : file.Text("filetype"u8),
        Uri.TryCreate(file.Text("permalink"u8), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link.AbsoluteUri : null);
}
