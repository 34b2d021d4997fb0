namespace IncidentBot.Slack;

/// <summary>What is said at the end of each way an installation can go.</summary>
public sealed class SlackInstallPages(SlackInstallAddress addresses)
{
    public SlackInstallPage Connected(SlackInstallation installation)
    {
        var missing = SlackScopes.All.Where(scope => installation.Scopes?.Contains(scope.Name) == false).ToList();
        return new SlackInstallPage(StatusCodes.Status200OK, $"{installation.Name} is connected", [
            "The bot is installed. Type /incident in any channel to begin.",
            .. missing.Count == 0 ? (string[])[] : [$"It was not allowed to {string.Join(", to ", missing.Select(scope => scope.For))}, and does without. To allow it later, install it again."],
        ])
        {
            Next = installation.AppId.Length == 0 ? null : (addresses.Open(installation), "Open Slack"),
        };
    }

    public SlackInstallPage Denied() => new(StatusCodes.Status200OK, "Nothing was installed", [
        "You chose not to install the bot, so nothing was changed in your workspace.",
        "If the choice is an administrator's, ask them to open this address. Otherwise you can begin again at any time.",
    ])
    {
        Next = (addresses.Install, "Install the bot"),
    };

    public SlackInstallPage WrongState() => new(StatusCodes.Status400BadRequest, "Please begin again", [
        "This visit does not belong to an installation that this browser began in the last ten minutes, or it was finished before. Nothing was changed.",
        "Begin again in the same browser, and do not use the address a second time. If it fails again, allow cookies for this site.",
    ])
    {
        Next = (addresses.Install, "Install the bot"),
    };

    /// <param name="code">Slack's word for it.</param>
    public SlackInstallPage Refused(string code) => new(StatusCodes.Status400BadRequest, "Slack did not install the bot", [
        Cure(code),
        $"Slack says: {Shown(code)}",
    ])
    {
        Next = (addresses.Install, "Begin again"),
    };

    public SlackInstallPage Unreached() => new(StatusCodes.Status502BadGateway, "Slack does not answer", [
        "Slack could not be asked to finish the installation. Nothing was changed; please begin again in a minute.",
    ])
    {
        Next = (addresses.Install, "Begin again"),
    };

    private string Cure(string code) => code switch
    {
        "invalid_code" or "code_already_used" => "The permission that Slack gave has expired or was used before. Begin again: it takes a minute.",
        "bad_client_secret" or "invalid_client_id" => "The bot's operator has to correct Slack:ClientId and Slack:ClientSecret: Slack does not know them.",
        "bad_redirect_uri" => $"The bot's operator has to add {addresses.Redirect} to the redirect URLs of the app, or to correct Web:PublicUrl.",
        "invalid_scope" or "invalid_scope_requested" => "The bot's operator has to update the app's manifest: it does not know a permission the bot asks for.",
        _ => "Nothing was changed. Begin again; if it fails again, tell the bot's operator what stands below.",
    };

    /// <summary>The code comes in an address, where anybody can write anything.</summary>
    private static string Shown(string code) => code.Length is > 0 and <= 64 && code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_') ? code : "unknown_error";
}
