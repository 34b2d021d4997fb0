namespace IncidentBot.Picture;

public static class PictureServices
{
    public static IServiceCollection AddPicture(this IServiceCollection services)
    {
        services.AddSingleton<PictureReader>();
        services.AddSingleton<PictureConverter>();
        return services;
    }

    /// <param name="pages">Guarded as the other files of an incident are.</param>
    public static void MapPicture(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/incidents/{id}/picture.svg", PictureFile.SvgAsync);
        pages.MapGet("/incidents/{id}/picture.png", PictureFile.PngAsync);
    }
}
