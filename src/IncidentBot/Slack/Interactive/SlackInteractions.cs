using System.Text.Json;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Takes what people do with buttons, forms, menus and shortcuts.</summary>
public sealed class SlackInteractions(SlackWorkspaces workspaces, SlackPresses presses, SlackHomePresses homePresses, SlackSubmissions submissions, SlackMenus menus, SlackCounters counters)
{
    /// <param name="payload">Valid until the answer is there.</param>
    public async Task<SlackAnswer> TakeAsync(JsonElement payload, CancellationToken stopping)
    {
        if (payload.Text("type"u8) == "block_suggestion")
            return new SlackAnswer(StatusCodes.Status200OK, new Dictionary<string, object> { ["options"] = Array.Empty<object>() });
        if (SlackInteraction.Read(payload) is not { } done)
            return Ignore("interaction");
        if (!await IsServedAsync(done, stopping))
            return Ignore("team");

        return done.Type switch
        {
            "block_actions" when done.IsInHomeTab => await homePresses.TakeAsync(done, stopping),
            "block_actions" => await presses.TakeAsync(done, stopping),
            "view_submission" => await submissions.TakeAsync(done, stopping),
            "shortcut" or "message_action" => await menus.TakeAsync(done, stopping),
            _ => Ignore("interaction"),
        };
    }

    /// <summary>While the database is away it is not known, and those who do the work say so to the sender.</summary>
    private async ValueTask<bool> IsServedAsync(SlackInteraction done, CancellationToken cancellationToken)
    {
        try
        {
            await workspaces.LearnAsync(done.Team, done.Enterprise, cancellationToken);
            return await workspaces.ServesAsync(done.Team, cancellationToken);
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            return true;
        }
    }

    private SlackAnswer Ignore(string reason)
    {
        counters.Ignored(reason);
        return SlackAnswer.Taken;
    }
}
