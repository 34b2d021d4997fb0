namespace IncidentBot.Slack;

/// <summary>Slack did not do what it was asked.</summary>
/// <param name="code">Slack's own word for it.</param>
/// <param name="needed">The scope that is missing, with <c>missing_scope</c>.</param>
/// <param name="retryAfter">When Slack wants to be asked again.</param>
/// <param name="isPassing">A fault of Slack's, which may have taken effect all the same.</param>
public sealed class SlackApiException(string code, string? needed = null, TimeSpan? retryAfter = null, bool isPassing = false) : Exception(code)
{
    private static readonly string[] Passing = ["internal_error", "fatal_error", "request_timeout", "service_unavailable"];

    // The operator can mend these: nothing is lost by waiting for them to do so.
    private static readonly string[] OfInstallation = ["invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "app_uninstalled", "not_installed"];

    public string Code => Message;

    public string? Needed { get; } = needed;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public bool IsPassing { get; } = isPassing || Passing.Contains(code);

    public bool IsOfInstallation => OfInstallation.Contains(Code);

    /// <summary>Whether Slack understood, and will say the same again.</summary>
    public bool IsFinal => RetryAfter is null && !IsPassing && !IsOfInstallation;
}
