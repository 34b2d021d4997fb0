namespace IncidentBot.Slack;

public sealed partial class SlackWebApi
{
    /// <param name="view">JSON, of the type <c>home</c>.</param>
    /// <param name="hash">Of the view that this one takes the place of: another one in its place is left alone, with <c>hash_conflict</c>.</param>
    public Task PublishHomeTabAsync(string user, string view, string? hash, CancellationToken cancellationToken) =>
        client.CallAsync("views.publish", cancellationToken, ("user_id", user), ("view", view), ("hash", hash));
}
