using IncidentBot.Chat.Outbox;

namespace IncidentBot.Chat;

public static class ChatServices
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<AnnouncementOptions>().BindConfiguration(AnnouncementOptions.Section);
        services.AddSingleton<ChatEventHandler>();
        services.AddSingleton<MessageKeeper>();
        services.AddSingleton<ConversationKeeper>();
        services.AddSingleton<MessageTaker>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<ChatErrands>();
        services.AddSingleton<QuestionAnswers>();

        services.AddSingleton<HomeOpener>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<ErrandRunner>();
        services.AddHostedService<OutboxSender>();
        return services;
    }
}
