using IncidentBot.Benchmarks;

// Servers run as processes of their own, so that a server's memory and garbage are its own; this one is the load and the report.
return args switch
{
    ["bare", var port] => await BareServer.RunAsync(port, connectionString: null),
    ["bare", var port, var connectionString] => await BareServer.RunAsync(port, connectionString),
    ["slack", var port] => await QuietSlack.RunAsync(port),
    _ => await Report.RunAsync(quick: args.Contains("--quick")),
};
