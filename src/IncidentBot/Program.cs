using IncidentBot.Cli;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

try
{
    return await CommandLineVerbs.RunAsync(args);
}
catch (Exception refused) when (refused is StorageUnavailableException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
