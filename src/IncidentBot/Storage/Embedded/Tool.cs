using System.ComponentModel;
using System.Diagnostics;

namespace IncidentBot.Storage.Embedded;

/// <param name="Output">Standard output and standard error.</param>
public sealed record ToolResult(bool Succeeded, string Output);

/// <summary>A program that is run to its end, under the account of the server.</summary>
public sealed record Tool(string Program, ServerAccount Account)
{
    private const int AccessDenied = 13;

    /// <summary>PostgreSQL's tools take the cluster's folder from here, because pg_ctl would pass an argument through a shell.</summary>
    public string? Cluster { get; init; }

    public async Task<ToolResult> RunAsync(IEnumerable<string> arguments, string workingDirectory, CancellationToken cancellationToken)
    {
        using var process = Start(arguments, workingDirectory);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode == 0, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private Process Start(IEnumerable<string> arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UserName = Account.Name ?? "",
        };
        PrepareEnvironment(start.Environment);
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{Program} was not started.");
        }
        catch (Win32Exception error) when (error.NativeErrorCode == AccessDenied && Account.Name is not null)
        {
            throw Failures.NotEnterable(workingDirectory, Program, Account.Name, error);
        }
        catch (Win32Exception error)
        {
            throw new StorageUnavailableException($"{Program} cannot be run ({error.Message}): mend what hinders it and start again.", error);
        }
    }

    private void PrepareEnvironment(IDictionary<string, string?> environment)
    {
        // PGPORT and its like are meant for another server.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            environment.Remove(name);

        // Messages are read by Failures, in English.
        environment["LC_ALL"] = "C";
        if (Cluster is not null)
            environment["PGDATA"] = Cluster;
    }
}
