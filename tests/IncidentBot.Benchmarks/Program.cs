using System.Globalization;
using IncidentBot.Benchmarks;

// Servers run as processes of their own, so that a server's memory and garbage are its own; this one is the load and the report.
return args switch
{
    ["bare", var port] => await BareServer.RunAsync(port, connectionString: null),
    ["bare", var port, var connectionString] => await BareServer.RunAsync(port, connectionString),
    ["slack", var port] => await QuietSlack.RunAsync(port),
    ["look", ..] => await Look.RunAsync(
        args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3_000, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 500_000),
    ["pages", ..] => await OpenPages.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000),
    ["quiet-teams", var port, var modulus] => await QuietTeams.RunAsync(port, modulus),
    ["teams", ..] => await BusyTeams.RunAsync(quick: args.Contains("--quick")),
    ["reminders"] => await Reminding.RunAsync(),
    _ => await Report.RunAsync(quick: args.Contains("--quick")),
};
