using IncidentBot.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace IncidentBot.Web;

/// <summary>What a request gets when something broke: 503 while the database is away, else 500; never the exception's words.</summary>
internal sealed class Faults : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var isStorageAway = exception is StorageAwayException or TimeoutException || (exception is NpgsqlException fault && (fault is not PostgresException || fault.IsTransient));
        context.Response.StatusCode = isStorageAway ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        await context.Response.WriteAsync(isStorageAway ? "The database is away; try again soon.\n" : "Something broke; the log says what.\n", cancellationToken);
        return true;
    }
}
