namespace IncidentBot.Cli;

/// <summary><c>manifest slack</c> and <c>manifest teams</c>: what an operator gives to a platform to make the bot's app.</summary>
public static class ManifestVerb
{
    private const string Examples = $"{SlackManifestVerb.Example}\n{TeamsManifestVerb.Example}";

    public static async Task<int> RunAsync(string[] args, Stream output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        switch (args)
        {
            case ["slack", .. var rest]:
                return await SlackManifestVerb.RunAsync(rest, output, errors, cancellationToken);
            case ["teams", .. var rest]:
                return await TeamsManifestVerb.RunAsync(rest, errors, cancellationToken);
            default:
                await errors.WriteLineAsync(Examples);
                return ExitCodes.Usage;
        }
    }
}
