using IncidentBot.Chat.Outbox;

namespace IncidentBot.Chat;

public static class ChatServices
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<AnnouncementOptions>().BindConfiguration(AnnouncementOptions.Section);
        services.AddOptions<CaptureOptions>().BindConfiguration(CaptureOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ChatEventHandler>();
        services.AddSingleton<FileKeeper>();
        services.AddSingleton<MessageKeeper>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<ChatErrands>();
        services.AddSingleton<QuestionAnswers>();

        services.AddSingleton<HomeOpener>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<MissedChatReader>();
        services.AddSingleton<ErrandRunner>();
        services.AddHostedService<OutboxSender>();
        services.AddHostedService<Listening>();
        return services;
    }
}
