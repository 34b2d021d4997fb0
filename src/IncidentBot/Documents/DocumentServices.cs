namespace IncidentBot.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PageLinks>();
        services.AddSingleton<DocumentReader>();
        services.AddSingleton<SlotHistoryReader>();
        services.AddSingleton<LiveDocuments>();
        return services;
    }
}
