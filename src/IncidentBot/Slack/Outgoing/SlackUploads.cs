using IncidentBot.Chat;
using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Gives a file to a channel, in the three steps that Slack asks for. Source: docs.slack.dev "Working with files".</summary>
public sealed class SlackUploads(SlackWorkspaces workspaces, SlackPosts posts, IHttpClientFactory clients, IOptions<SlackOptions> options)
{
    /// <returns>True. A file carries no mark: where an earlier try may have shared it, the channel is looked at for one of its name.</returns>
    public async Task<bool> ShareAsync(Conversation conversation, string? thread, SharedDocument file, Once once, CancellationToken cancellationToken)
    {
        if (once.TriedSince is { } since && await posts.FindFileAsync(conversation, thread, file.Name, since, cancellationToken))
            return true;

        var api = workspaces.In(conversation.Workspace);
        var (address, id) = await api.UploadAddressAsync(file.Name, file.Bytes.Length, cancellationToken);
        if (id is null || !Uri.TryCreate(address, UriKind.Absolute, out var target) || !options.Value.Allows(target))
            throw new DeliveryException("upload_url_not_allowed");

        using var http = clients.CreateClient(nameof(SlackClient));
        using var answer = await http.PostAsync(target, new ReadOnlyMemoryContent(file.Bytes), cancellationToken);
        answer.EnsureSuccessStatusCode();
        await api.CompleteUploadAsync(conversation.Channel, thread, id, file.Title, cancellationToken);
        return true;
    }
}
