using System.Collections.Immutable;
using System.Text.Json;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Files by name and by the page that shows them to whoever may see them; neither <c>url_private</c> nor a public address is ever given on.</summary>
public sealed partial class SlackFiles(SlackWorkspaces workspaces, TimeProvider time, ILogger<SlackFiles> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.5);

    public ValueTask<ImmutableArray<SharedFile>> InAsync(string team, JsonElement message, CancellationToken cancellationToken) =>
        InAsync(team, message, default, cancellationToken);

    /// <param name="previous">The message before, which still names the files that are gone.</param>
    public async ValueTask<ImmutableArray<SharedFile>> InAsync(string team, JsonElement message, JsonElement previous, CancellationToken cancellationToken)
    {
        if (message.Child("files"u8).ValueKind != JsonValueKind.Array)
            return [];

        var shared = ImmutableArray.CreateBuilder<SharedFile>();
        foreach (var file in message.Items("files"u8).Where(file => file.Text("mode"u8) != "hidden_by_limit"))
            shared.Add(IsGone(file) ? Removed(file, previous) : Shared(file.Text("file_access"u8) == "check_file_info" ? await AskAsync(team, file, cancellationToken) : file));
        return shared.ToImmutable();
    }

    /// <summary>Whether a file is gone that was there before.</summary>
    public static bool HasLost(JsonElement message, JsonElement previous) =>
        previous.ValueKind == JsonValueKind.Object
        && message.Items("files"u8).Where(IsGone).Select(IdOf).Except(previous.Items("files"u8).Where(IsGone).Select(IdOf)).Any();

    /// <summary>In channels shared with others Slack shows a file's id alone.</summary>
    private async ValueTask<JsonElement> AskAsync(string team, JsonElement file, CancellationToken cancellationToken)
    {
        if (IdOf(file) is not { } id)
            return file;

        try
        {
            var found = await workspaces.In(team).FileAsync(id, cancellationToken).WaitAsync(LongestWait, time, cancellationToken);
            return found.ValueKind == JsonValueKind.Object ? found : file;
        }
        catch (Exception unknown) when (unknown is SlackApiException or HttpRequestException or TimeoutException or IOException || (unknown is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnknown(id, unknown.Message);
            return file;
        }
    }

    private static bool IsGone(JsonElement file) => file.Text("mode"u8) == "tombstone";

    private static string? IdOf(JsonElement file) => file.Text("id"u8);

    private static SharedFile Removed(JsonElement file, JsonElement previous)
    {
        var before = previous.Items("files"u8).FirstOrDefault(other => IdOf(other) == IdOf(file) && !IsGone(other));
        return Shared(before.ValueKind == JsonValueKind.Object ? before : file) with { Url = null, IsRemoved = true };
    }

    private static SharedFile Shared(JsonElement file) => new(
        SlackText.Clean(SlackText.Unescape(FirstOf(file.Text("name"u8), file.Text("title"u8), IdOf(file)) ?? "file")),
        file.Text("mimetype"u8) is { Length: > 0 } type ? type : file.Text("filetype"u8),
        Uri.TryCreate(file.Text("permalink"u8), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link.AbsoluteUri : null)
    {
        Id = IdOf(file),
    };

    private static string? FirstOf(params string?[] names) => names.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));

    [LoggerMessage(LogLevel.Warning, "Slack does not say what file {Id} is ({Reason}); it stands under its id")]
    private partial void LogUnknown(string id, string reason);
}
