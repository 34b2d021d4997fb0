using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>Files and pictures by name and by the address that shows them to whoever may see them; addresses that need no sign-in are never given on.</summary>
public static class TeamsFiles
{
    private const string Download = "application/vnd.microsoft.teams.file.download.info";
    private const string Reference = "reference";

    public static ImmutableArray<SharedFile> In(TeamsActivity activity)
    {
        var attached = activity.Root.Items("attachments"u8).Select(Read).OfType<SharedFile>().ToList();
        if (TeamsMessageText.HtmlOf(activity) is { } html && !attached.Any(file => file.Type?.StartsWith("image", StringComparison.Ordinal) == true))
            attached.AddRange(TeamsHtmlText.PicturesIn(html).Select(picture => new SharedFile(picture.Name, "image", Safe(picture.Url))));
        return [.. attached.Distinct()];
    }

    private static SharedFile? Read(JsonElement attachment) => attachment.Text("contentType"u8) switch
    {
        Download => new SharedFile(NameOf(attachment) ?? "file", attachment.Child("content"u8).Text("fileType"u8), Safe(attachment.Text("contentUrl"u8))) { Id = attachment.Child("content"u8).Text("uniqueId"u8) },
        Reference => new SharedFile(NameOf(attachment) ?? "file", null, Safe(attachment.Text("contentUrl"u8))) { Id = attachment.Text("id"u8) },
        { } type when type.StartsWith("image/", StringComparison.Ordinal) => new SharedFile(NameOf(attachment) ?? "picture", type, Safe(attachment.Text("contentUrl"u8))),
        _ => null,
    };

    private static string? NameOf(JsonElement attachment) => attachment.Text("name"u8)?.Trim() is { Length: > 0 } name ? name : null;

    private static string? Safe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && link.UserInfo.Length == 0 ? link.AbsoluteUri : null;
}
