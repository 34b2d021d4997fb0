using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>The canvas of a channel, which holds a copy of the document. A channel has one, made once.</summary>
public sealed class SlackCanvases(SlackWorkspaces workspaces)
{
    /// <summary>Of a change to a canvas, in characters; Slack's limit is a mebibyte.</summary>
    private const int Longest = 500_000;

    public async Task ShowAsync(Conversation conversation, string title, string markdown, CancellationToken cancellationToken)
    {
        var api = workspaces.In(conversation.Workspace);
        var text = SlackCut.Plain(Longest, markdown);
        if (await FindAsync(api, conversation.Channel, cancellationToken) is { } canvas)
        {
            await api.ReplaceCanvasAsync(canvas, text, cancellationToken);
            return;
        }

        try
        {
            await api.CreateCanvasAsync(conversation.Channel, title, text, cancellationToken);
        }
        catch (SlackApiException there) when (there.Code == "channel_canvas_already_exists")
        {
            if (await FindAsync(api, conversation.Channel, cancellationToken) is { } other)
                await api.ReplaceCanvasAsync(other, text, cancellationToken);
        }
    }

    private static async Task<string?> FindAsync(SlackWebApi api, string channel, CancellationToken cancellationToken) =>
        (await api.ChannelAsync(channel, cancellationToken)).Child("properties"u8).Child("canvas"u8).Text("file_id"u8) is { Length: > 0 } canvas ? canvas : null;
}
