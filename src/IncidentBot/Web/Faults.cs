using IncidentBot.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace IncidentBot.Web;

/// <summary>What a request gets when something broke: 503 while the database is away, else 500; never the exception's words.</summary>
internal sealed class Faults : IExceptionHandler
{
    private const string Unreadable = "The request can't be read, or is too large.";

    private static readonly (int Status, string Words) Away = (StatusCodes.Status503ServiceUnavailable, "The database is away; try again soon.");

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var (status, words) = exception switch
        {
            BadHttpRequestException unreadable => (unreadable.StatusCode, Unreadable),
            AntiforgeryValidationException { InnerException: BadHttpRequestException unreadable } => (unreadable.StatusCode, Unreadable),
            AntiforgeryValidationException or InvalidDataException => (StatusCodes.Status400BadRequest, Unreadable),
            StorageAwayException or TimeoutException or NpgsqlException { IsTransient: true } => Away,
            NpgsqlException and not PostgresException => Away,
            _ => (StatusCodes.Status500InternalServerError, "Something broke; the log says what."),
        };
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(words + "\n", cancellationToken);
        return true;
    }
}
