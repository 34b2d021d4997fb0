using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Reminders;

public static class ReminderServices
{
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddOptions<ReminderOptions>().BindConfiguration(ReminderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReminderOptions>, ReminderOptionsCheck>();
        services.AddSingleton<TeamBook>();
        services.AddSingleton<TeamAnswers>();
        services.AddSingleton<OwedItems>();
        services.AddSingleton<ReminderPlanner>();
        services.AddSingleton<ReminderCheck>();
        services.AddSingleton<ReminderComposer>();
        services.AddSingleton<ReminderText>();
        services.AddSingleton<ReminderPosts>();
        services.AddSingleton<ReminderSender>();
        return services;
    }
}
