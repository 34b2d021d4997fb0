using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Stops a start with settings that cannot work, and says which and what to put there.</summary>
public sealed class SlackOptionsCheck : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(SlackOptions options)
    {
        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var api))
            yield return "Slack:ApiBaseUrl must be an absolute address: https://slack.com/api/, or https://slack-gov.com/api/ for GovSlack.";
        else if (!SlackOptions.IsSafe(api))
            yield return "Slack:ApiBaseUrl must begin with https:// (http:// is for this machine only): the bot token would travel unprotected.";

        if (options.BotToken.Trim().Any(letter => letter is <= ' ' or > '~'))
            yield return "Slack:BotToken holds a character that no token has. Copy it again from the app's page at api.slack.com/apps.";
        if (SlackOptions.IsSet(options.ClientId) && !SlackOptions.IsSet(options.ClientSecret))
            yield return "Slack:ClientId is set and Slack:ClientSecret is not. Copy both from the app's page at api.slack.com/apps (Basic Information), or remove Slack:ClientId.";
        if (SlackOptions.IsSet(options.ClientSecret) && !SlackOptions.IsSet(options.ClientId))
            yield return "Slack:ClientSecret is set and Slack:ClientId is not. Copy both from the app's page at api.slack.com/apps (Basic Information), or remove Slack:ClientSecret.";
        if (!Uri.TryCreate(options.AuthorizeUrl, UriKind.Absolute, out var authorize) || !SlackOptions.IsSafe(authorize))
            yield return "Slack:AuthorizeUrl must be an address that begins with https://: https://slack.com/oauth/v2/authorize, or https://slack-gov.com/oauth/v2/authorize for GovSlack.";
        if (SlackOptions.IsSet(options.AppToken) && !options.AppToken.Trim().StartsWith("xapp-", StringComparison.Ordinal))
            yield return "Slack:AppToken is not an app-level token: it begins with xapp-. Make one on the app's page at api.slack.com/apps (Basic Information, App-Level Tokens) with the scope connections:write.";
        if (options.CommandNames.Any(command => !command.StartsWith('/') || command.Length < 2))
            yield return "Slack:CommandNames must begin with a slash, for example /incident.";
        if (options.KeepReactions.Any(string.IsNullOrWhiteSpace))
            yield return "Slack:KeepReactions holds an empty name. A name is written without colons, for example pushpin.";
        if (options.AllowedHosts.Any(host => host.Contains('/', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(host)))
            yield return "Slack:AllowedHosts holds hosts alone, for example hooks.slack.com, without https:// and path.";
    }
}
