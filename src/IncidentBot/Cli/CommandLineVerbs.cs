namespace IncidentBot.Cli;

/// <summary>What the program does, by the first word on its command line; without one it serves.</summary>
public static class CommandLineVerbs
{
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args) => args switch
    {
        ["demo", .. var rest] => DemoVerb.RunAsync(rest),
        ["rebuild", .. var rest] => RebuildVerb.RunAsync(rest, Console.OpenStandardOutput(), Console.Error),
        ["export", .. var rest] => ExportVerb.RunAsync(rest, Console.OpenStandardOutput(), Console.Error),
        ["verify", .. var rest] => VerifyVerb.RunAsync(rest, Console.Out, Console.Error),
        ["migrate", .. var rest] => MigrateVerb.RunAsync(rest, Console.Error),
        ["doctor", .. var rest] => DoctorVerb.RunAsync(rest, Console.Out),
        ["manifest", .. var rest] => ManifestVerb.RunAsync(rest, Console.OpenStandardOutput(), Console.Error),
        ["template", .. var rest] => TemplateVerb.RunAsync(rest, Console.Out, Console.Error),
        ["commands"] => CommandsVerb.RunAsync(Console.OpenStandardOutput()),
        _ => ServeVerb.RunAsync(args),
    };
}
