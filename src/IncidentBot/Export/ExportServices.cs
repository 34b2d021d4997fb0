using IncidentBot.Health;

namespace IncidentBot.Export;

public static class ExportServices
{
    public static IServiceCollection AddExport(this IServiceCollection services)
    {
        services.AddOptions<ExportOptions>().BindConfiguration(ExportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Chromium>();
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton<DocumentExporter>();
        services.AddSingleton<IDiagnosis, PdfDiagnosis>();
        return services;
    }
}
