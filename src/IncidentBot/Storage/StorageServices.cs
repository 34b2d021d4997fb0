using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace IncidentBot.Storage;

public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Database database)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // Made by a factory, so that the container closes it, after everything that uses it.
        services.AddSingleton(_ => database);
        services.AddSingleton(provider => provider.GetRequiredService<Database>().DataSource);
        services.AddSingleton<IncidentWriter>();
        services.AddSingleton<IncidentStore>();
        services.AddSingleton<IncidentLists>();
        services.AddSingleton<RelatedIncidentStore>();
        services.AddSingleton<MessageCounts>();
        services.AddSingleton<TimelineEventStore>();
        services.AddSingleton<EventChain>();
        services.AddSingleton<EventChainProof>();
        services.AddSingleton<ActionItemStore>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<ConversationDirectory>();
        services.AddSingleton<WaitingMarks>();
        services.AddSingleton<ListeningStore>();
        services.AddSingleton<KnownMessages>();
        services.AddSingleton<KeptFileStore>();
        services.AddSingleton<LogPages>();
        services.AddSingleton<NameMender>();
        services.AddSingleton<ConversationMove>();
        services.AddOptions<PeopleOptions>().BindConfiguration(PeopleOptions.Section);
        services.AddSingleton<NameStore>();
        services.AddSingleton<AccountTies>();
        services.AddSingleton<AccountClaims>();
        services.AddSingleton<PeopleDirectory>().AddHostedService(provider => provider.GetRequiredService<PeopleDirectory>());
        services.AddSingleton<OpenFormStore>();
        services.AddSingleton<IncidentCatalogue>();
        services.AddSingleton<ActionItemCatalogue>();
        services.AddSingleton<TrendStore>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<WebSessionStore>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<PostStore>();
        services.AddSingleton<RelayStore>();
        services.AddSingleton<OperatorNoteStore>();
        services.AddSingleton<ReminderStore>();
        services.AddSingleton<WaitingReminders>();
        services.AddSingleton<DigestStore>();
        services.AddSingleton<ReminderItems>();
        services.AddSingleton<ReminderPostStore>();
        services.AddSingleton<TeamStore>();
        services.AddSingleton<QuestionStore>();
        services.AddSingleton<NudgeStore>();
        services.AddSingleton<NudgeKnowledge>();
        services.AddSingleton<OpenQuestions>();
        services.AddSingleton<SenderLock>();
        services.AddSingleton<DatabaseNews>().AddHostedService(provider => provider.GetRequiredService<DatabaseNews>());
        services.AddSingleton<LogGrowth>().AddHostedService(provider => provider.GetRequiredService<LogGrowth>());
        services.AddHostedService<SearchIndexer>();
        services.AddSingleton<MessageAppender>().AddHostedService(provider => provider.GetRequiredService<MessageAppender>());
        return services;
    }

    /// <summary>For secrets that are stored: every replica reads what another one encrypted.</summary>
    public static IServiceCollection AddEncryption(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("IncidentBot");
        services.AddSingleton<KeyRingStore>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRingStore>((keys, ring) => keys.XmlRepository = ring);

        // It warns at each new key that the ring itself is not encrypted, which is so: whoever has the database has both.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services;
    }
}
