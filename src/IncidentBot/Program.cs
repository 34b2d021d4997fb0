using IncidentBot;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

try
{
    await using var app = await IncidentBotApp.BuildAsync(args);
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is StorageUnavailableException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
