using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>The canvas of a channel, which holds a copy of the document. A channel has one, made once.</summary>
public sealed class SlackCanvases(SlackWorkspaces workspaces)
{
    /// <summary>Of a change to a canvas, in characters; Slack's limit is a mebibyte.</summary>
    private const int Longest = 500_000;

    /// <returns>The canvas's id.</returns>
    public async Task<string?> ShowAsync(Conversation conversation, ShownDocument document, string? known, Once once, CancellationToken cancellationToken)
    {
        var api = workspaces.In(conversation.Workspace);
        var text = SlackCut.Plain(Longest, document.Markdown);
        if (await FindAsync(api, conversation.Channel, cancellationToken) is not { } there)
            return await api.CreateCanvasAsync(conversation.Channel, document.Title, text, cancellationToken);

        // One that people made is theirs; one that an earlier try made is not known yet.
        if (there != known && once.TriedSince is null)
            throw new SlackApiException("channel_canvas_already_exists");

        await api.ReplaceCanvasAsync(there, text, cancellationToken);
        return there;
    }

    private static async Task<string?> FindAsync(SlackWebApi api, string channel, CancellationToken cancellationToken) =>
        (await api.ChannelAsync(channel, cancellationToken)).Child("properties"u8).Child("canvas"u8).Text("file_id"u8) is { Length: > 0 } canvas ? canvas : null;
}
