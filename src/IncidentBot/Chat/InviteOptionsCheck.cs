using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat;

/// <summary>A severity that is misspelled would leave a rule that fits always, or never.</summary>
public sealed class InviteOptionsCheck : IValidateOptions<InviteOptions>
{
    public ValidateOptionsResult Validate(string? name, InviteOptions options)
    {
        var unknown = options.Rules
            .SelectMany((rule, number) => rule.Severities.Select((word, place) => (Setting: $"{InviteOptions.Section}:Rules:{number}:Severities:{place}", Word: word)))
            .Where(severity => !Severities.TryParse(severity.Word, out _))
            .Select(severity => $"{severity.Setting} is “{severity.Word}”, which is no severity: write P0, P1, P2 or P3.")
            .ToList();
        return unknown.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(unknown);
    }
}
