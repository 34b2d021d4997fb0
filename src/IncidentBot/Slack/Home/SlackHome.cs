using IncidentBot.Chat;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <param name="UserTeam">Their own workspace, where Slack says so.</param>
/// <param name="Hash">Of the Home tab before their eyes; nothing where they have none yet.</param>
public sealed record HomeVisitor(string Team, string User, string? UserTeam, string? Enterprise, string? Hash)
{
    public static HomeVisitor Of(SlackInteraction done) => new(done.Team, done.User, done.UserTeam, done.Enterprise, done.Payload.Child("view"u8).Text("hash"u8));
}

/// <summary>Publishes everybody's Home tab when they open it, and again after they pressed something there.</summary>
public sealed partial class SlackHome(PersonalPage page, SlackNames names, SlackWorkspaces workspaces, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<SlackHome> logger)
{
    /// <returns>Whether the event was about a Home tab. It is published after Slack has its answer: opened again, it is published again.</returns>
    public bool Take(SlackEnvelope envelope)
    {
        if (envelope.Type != "app_home_opened")
            return false;

        var opened = envelope.Event;
        if (envelope.Team is { } team && opened.Text("tab"u8) == "home" && opened.Text("user"u8) is { Length: > 0 } user)
            Publish(new HomeVisitor(team, user, null, envelope.Enterprise, opened.Child("view"u8).Text("hash"u8)), new PersonalPages());
        return true;
    }

    public void Publish(HomeVisitor visitor, PersonalPages pages) => _ = PublishAsync(visitor, pages, lifetime.ApplicationStopping);

    private async Task PublishAsync(HomeVisitor visitor, PersonalPages pages, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await names.KnowAsync(visitor.Team, [visitor.User], stopping);
            await ShowAsync(visitor, pages, stopping);
        }
        catch (SlackApiException conflict) when (conflict.Code == "hash_conflict")
        {
            Publish(visitor with { Hash = null }, pages);
        }
        catch (Exception unpublished) when (unpublished is SlackApiException or HttpRequestException or IOException or OperationCanceledException || StorageAwayException.Explains(unpublished))
        {
            LogUnpublished(visitor.User, unpublished.Message);
        }
    }

    /// <summary>What is stored is read anew each time, so that of two that are published at once the later one shows no less.</summary>
    private async Task ShowAsync(HomeVisitor visitor, PersonalPages pages, CancellationToken cancellationToken)
    {
        var person = names.Person(visitor.Team, visitor.User);
        var standing = names.Standing(visitor.Team, visitor.User, visitor.UserTeam, visitor.Enterprise);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), names.Zone(visitor.Team, visitor.User)).DateTime);
        var text = await page.OfAsync(person, standing, today, pages, cancellationToken);
        var view = SlackContent.Json(SlackHomeTab.Write(text, pages));
        await workspaces.In(visitor.Team).PublishHomeTabAsync(visitor.User, view, visitor.Hash, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The Home tab of {User} was not published ({Reason}); it is when they open it again")]
    private partial void LogUnpublished(string user, string reason);
}
