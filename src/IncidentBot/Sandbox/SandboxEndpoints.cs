using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;
using Microsoft.AspNetCore.Http.Metadata;

namespace IncidentBot.Sandbox;

public static class SandboxEndpoints
{
    /// <summary>40,000 characters, each of which JSON may write in six.</summary>
    private const long LargestBody = 512 * 1024;

    private const int MessagesShown = 500;
    private const int CommandsRecalled = 50;

    public static IEndpointRouteBuilder MapSandbox(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<SandboxChat>() is null)
            return routes;

        var sandbox = routes.MapGroup("/sandbox");
        sandbox.WithMetadata(new RequestSizeLimitMetadata(LargestBody));
        ((IEndpointConventionBuilder)sandbox).Finally(Guard);

        sandbox.MapGet("", (HttpContext context) => SandboxPage.Show(context, "index.html"));
        sandbox.MapGet("/{file}", (HttpContext context, string file) => SandboxPage.Show(context, file));
        sandbox.MapGet("/events", EventsAsync);
        sandbox.MapGet("/incidents/{id}/postmortem.md", PostmortemAsync);
        sandbox.MapGet("/api/start", () => Answer(StartView.Standard));
        sandbox.MapGet("/api/rooms", RoomsAsync);
        sandbox.MapGet("/api/messages", MessagesAsync);
        sandbox.MapGet("/api/commands", CommandsAsync);
        sandbox.MapPost("/api/messages", PostAsync);
        sandbox.MapPost("/api/presses", PressAsync);
        sandbox.MapPost("/api/forms", FormAsync);
        sandbox.MapPost("/api/messages/edit", EditAsync);
        sandbox.MapPost("/api/messages/delete", DeleteAsync);
        sandbox.MapPost("/api/reactions", ReactAsync);
        return routes;
    }

    /// <summary>The guard comes before anything is read, also before the routing looks at what kind of body it is.</summary>
    private static void Guard(EndpointBuilder endpoint)
    {
        foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
            endpoint.Metadata.Remove(accepts);
        endpoint.RequestDelegate = SandboxGuard.Around(endpoint.RequestDelegate!);
    }

    private static async Task<IResult> EventsAsync(
        string? room, string? person, SandboxRequests requests, SandboxStream stream, IHostApplicationLifetime life, HttpContext context)
    {
        if (await requests.ProblemOfAsync(room, person, context.RequestAborted) is { } refused)
            return Refuse(refused);

        // An open page must not keep the bot from stopping.
        var until = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        context.Response.RegisterForDispose(until);
        return TypedResults.ServerSentEvents(stream.ReadAsync(person!, room!, until.Token));
    }

    private static async Task<IResult> RoomsAsync(string? person, SandboxDirectory directory, CancellationToken cancellationToken) =>
        SandboxPerson.Find(person) is { } by
            ? Answer(await directory.RoomsAsync(by.Id, cancellationToken))
            : Refuse(new Refused(400, "Nobody here has that name."));

    private static async Task<IResult> MessagesAsync(string? room, string? person, SandboxRequests requests, SandboxStore store, CancellationToken cancellationToken)
    {
        if (await requests.ProblemOfAsync(room, person, cancellationToken) is { } refused)
            return Refuse(refused);

        var messages = await store.NewestAsync(room!, person!, MessagesShown, cancellationToken);
        return Answer(messages.Select(MessageView.Of));
    }

    private static async Task<IResult> CommandsAsync(string? person, SandboxStore store, CancellationToken cancellationToken) =>
        SandboxPerson.Find(person) is { } by
            ? Answer(await store.CommandsAsync(by.Id, CommandsRecalled, cancellationToken))
            : Refuse(new Refused(400, "Nobody here has that name."));

    private static Task<IResult> PostAsync(PostRequest asked, SandboxRequests requests, SandboxChat chat, CancellationToken cancellationToken) =>
        RecordAsync(async () =>
        {
            var (by, refused) = await requests.ReadAsync(asked, cancellationToken);
            return refused is null
                ? Answer(MessageView.Of((await chat.PostAsync(asked.Room!, by!, asked.Text!, asked.Thread, cancellationToken)).Message))
                : Refuse(refused);
        });

    private static Task<IResult> PressAsync(PressRequest asked, SandboxRequests requests, SandboxPresses presses, CancellationToken cancellationToken) =>
        RecordAsync(async () =>
        {
            var (by, incident, refused) = await requests.ReadAsync(asked.Room, asked.Person, asked.Command, asked.Incident, cancellationToken);
            if (refused is not null)
                return Refuse(refused);

            await presses.PressAsync(asked.Room!, by!, asked.Command!, incident, cancellationToken);
            return Results.NoContent();
        });

    private static Task<IResult> FormAsync(FormRequest asked, SandboxRequests requests, SandboxPresses presses, CancellationToken cancellationToken) =>
        RecordAsync(async () =>
        {
            var (by, incident, refused) = await requests.ReadAsync(asked.Room, asked.Person, asked.Verb, asked.Incident, cancellationToken);
            if (refused is not null)
                return Refuse(refused);

            var reply = asked.Answers is { } answers
                ? await presses.FillAsync(asked.Room!, by!, asked.Verb!, incident, answers, cancellationToken)
                : await presses.OpenAsync(asked.Room!, by!, asked.Verb!, incident, cancellationToken);
            if (reply is { IsRefusal: true })
                return Answer(new FormRefused(reply.Text.ToPlainText(), reply.Field));
            return reply?.Form is { } form ? Answer(FormView.Of(form)) : Results.NoContent();
        });

    private static Task<IResult> EditAsync(EditRequest asked, SandboxRequests requests, SandboxChat chat, CancellationToken cancellationToken) =>
        RecordAsync(async () =>
        {
            var (by, message, refused) = await requests.ReadAsync(asked, cancellationToken);
            if (refused is not null)
                return Refuse(refused);

            await chat.EditAsync(message!, by!, asked.Text!, cancellationToken);
            return Results.NoContent();
        });

    private static Task<IResult> DeleteAsync(DeleteRequest asked, SandboxRequests requests, SandboxChat chat, CancellationToken cancellationToken) =>
        RecordAsync(async () =>
        {
            var (by, message, refused) = await requests.ReadAsync(asked, cancellationToken);
            if (refused is not null)
                return Refuse(refused);

            await chat.DeleteAsync(message!, by!, cancellationToken);
            return Results.NoContent();
        });

    private static Task<IResult> ReactAsync(ReactRequest asked, SandboxRequests requests, SandboxChat chat, CancellationToken cancellationToken) =>
        RecordAsync(async () =>
        {
            var (by, message, refused) = await requests.ReadAsync(asked, cancellationToken);
            if (refused is not null)
                return Refuse(refused);

            await chat.ReactAsync(message!, by!, asked.Emoji!, asked.On, cancellationToken);
            return Results.NoContent();
        });

    private static async Task<IResult> PostmortemAsync(string id, string? form, DocumentReader documents, CancellationToken cancellationToken)
    {
        if (!IncidentId.TryParse(id, out var incident) || await documents.ReadAsync(incident, cancellationToken) is not { } live)
            return Results.NotFound();

        var shown = string.Equals(form, "finished", StringComparison.OrdinalIgnoreCase) ? Form.Finished : Form.Draft;
        return Results.Text(live.Markdown(shown), "text/markdown; charset=utf-8");
    }

    private static async Task<IResult> RecordAsync(Func<Task<IResult>> record)
    {
        try
        {
            return await record();
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            return Refuse(new Refused(503, "The database is away: nothing was recorded. Please try again in a moment."));
        }
    }

    private static IResult Answer<T>(T value) => Results.Text(Json.Write(value), "application/json; charset=utf-8");

    private static IResult Refuse(Refused refused) => Results.Text(Json.Write(refused), "application/json; charset=utf-8", statusCode: refused.Status);

    private sealed class RequestSizeLimitMetadata(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
