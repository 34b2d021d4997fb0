using IncidentBot.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Tests.Infrastructure;

/// <summary>Puts a made-up chat in the place of the platform of its name, so that no real connector is needed to hear what the bot says.</summary>
internal sealed class StandIn(RecordingPlatform chat) : IServiceProviderFactory<IServiceCollection>
{
    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        foreach (var real in services.Where(IsReal).ToList())
            services.Remove(real);
        return services;
    }

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => containerBuilder.BuildServiceProvider();

    private bool IsReal(ServiceDescriptor service) =>
        service.ServiceType == typeof(IChatPlatform)
        && service.ImplementationType?.Namespace?.EndsWith("." + chat.Name, StringComparison.OrdinalIgnoreCase) == true;
}
