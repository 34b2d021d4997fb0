namespace IncidentBot.Documents;

public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PageLinks>();
        services.AddOptions<TemplateOptions>().BindConfiguration(TemplateOptions.Section);
        services.AddSingleton<DocumentTemplate>();
        services.AddHostedService(provider => provider.GetRequiredService<DocumentTemplate>());
        services.AddSingleton<DocumentReader>();
        services.AddSingleton<SlotHistoryReader>();
        services.AddSingleton<FootnotedDocument>();
        services.AddSingleton<LiveDocuments>();
        return services;
    }
}
