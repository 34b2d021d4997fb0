namespace IncidentBot.Cli;

public static class ServeVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = await IncidentBotApp.BuildAsync(args, builder => ListenAddress.Choose(builder));
        await app.RunAsync();
        return 0;
    }
}
