namespace IncidentBot.Web.IncidentPages;

internal static class IncidentEndpoints
{
    /// <param name="pages">For viewers alone, see <see cref="AccessGuard"/>.</param>
    public static void MapIncidentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/incidents/{id}", IncidentPage.GetAsync);
        pages.MapGet("/incidents/{id}/changes", ChangesEndpoint.Get);
        pages.MapGet("/incidents/{id}/edit/{**slot}", EditEndpoint.ShowAsync);
        pages.MapPost("/incidents/{id}/edit/{**slot}", EditEndpoint.SaveAsync);
        pages.MapGet("/incidents/{id}/timeline", TimelineEndpoint.ShowAsync);
        pages.MapPost("/incidents/{id}/timeline/{number:int}", TimelineEndpoint.ChangeAsync);
        pages.MapGet("/incidents/{id}/log", LogEndpoint.ShowAsync);
        pages.MapPost("/incidents/{id}/log/{entry:long}", KeepEndpoint.PostAsync);
        pages.MapGet("/incidents/{id}/files/{entry:long}/{file}", KeptFileEndpoint.GetAsync);
        pages.MapGet("/incidents/{id}/actions", ActionItemsEndpoint.ListAsync);
        pages.MapGet("/incidents/{id}/actions/{item}", ActionItemsEndpoint.ShowAsync);
        pages.MapGet("/incidents/{id}/review", ReviewEndpoint.ShowAsync);
        pages.MapGet("/incidents/{id}/related", RelatedEndpoint.ShowAsync);
        pages.MapGet("/incidents/{id}/history", HistoryEndpoint.ShowAsync);
    }
}
