using IncidentBot.Chat;

namespace IncidentBot.Slack;

/// <summary>Says in the outbox's words what Slack said: refused for good, later, or a fault that passes.</summary>
public static class SlackDelivery
{
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    public static async Task<T> OfAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (SlackApiException refused)
        {
            throw Translated(refused);
        }
    }

    /// <param name="done">What Slack says where it was done before.</param>
    public static async Task OfAsync(Func<Task> call, string? done = null)
    {
        try
        {
            await call();
        }
        catch (SlackApiException refused) when (refused.Code != done)
        {
            throw Translated(refused);
        }
        catch (SlackApiException)
        {
            // It is as it should be.
        }
    }

    public static Exception Translated(SlackApiException refused)
    {
        if (refused.RetryAfter is { } pause)
            return new DeliveryException(refused.Code, pause, refused);
        if (refused.IsPassing)
            return new HttpRequestException(refused.Code, refused);
        if (refused.IsOfInstallation)
            return new DeliveryException(refused.Code, UntilMended, refused);

        return new DeliveryException(refused.Needed is { } scope ? $"{refused.Code} ({scope})" : refused.Code, null, refused);
    }
}
