using IncidentBot.Chat.Nudges;
using IncidentBot.Chat.Outbox;
using IncidentBot.Chat.People;
using IncidentBot.Chat.Questions;
using IncidentBot.Chat.Relay;
using IncidentBot.Chat.Reminders;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat;

public static class ChatServices
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<AnnouncementOptions>().BindConfiguration(AnnouncementOptions.Section);
        services.AddOptions<HomeOptions>().BindConfiguration(HomeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<InviteOptions>().BindConfiguration(InviteOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<InviteOptions>, InviteOptionsCheck>();
        services.AddOptions<DueDayOptions>().BindConfiguration(DueDayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RoleOptions>().BindConfiguration(RoleOptions.Section);
        services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.Section);
        services.AddOptions<CaptureOptions>().BindConfiguration(CaptureOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ChatEventHandler>();
        services.AddSingleton<MessageIntake>();
        services.AddSingleton<RelayErrands>();
        services.AddSingleton<RelayedMessages>();
        services.AddSingleton<RelayPosts>();
        services.AddSingleton<FileKeeper>();
        services.AddSingleton<MessageKeeper>();
        services.AddSingleton<ConversationKeeper>();
        services.AddSingleton<MessageTaker>();
        services.AddSingleton<TimelineForms>();
        services.AddSingleton<CommandContexts>();
        services.AddSingleton<CommandDecisions>();
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<StateErrands>();
        services.AddSingleton<ChatErrands>();
        services.AddSingleton<MessageErrands>();
        services.AddSingleton<DocumentAnswers>();
        services.AddSingleton<LogProofs>();
        services.AddSingleton<ActionItemAnswers>();
        services.AddSingleton<QuestionAnswers>();
        services.AddSingleton<PersonalPage>();
        services.AddSingleton<PersonalAnswers>();
        services.AddSingleton<MeAnswers>();
        services.AddSingleton<Recognition>();
        services.AddSingleton<ClaimQuestions>();
        services.AddSingleton<PersonErrands>();

        services.AddOptions<QuestionOptions>().BindConfiguration(QuestionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<QuestionFollower>();
        services.AddSingleton<QuestionAsker>();
        services.AddSingleton<QuestionPosts>();
        services.AddSingleton<ReplyIntake>();
        services.AddSingleton<ReplyReader>();
        services.AddSingleton<ReplyTaker>();
        services.AddSingleton<Dialogue>();

        services.AddOptions<NudgeOptions>().BindConfiguration(NudgeOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<IOptions<ReminderOptions>>((nudges, reminders) => nudges.Work = reminders.Value.Rules.Working);
        services.AddSingleton<NudgeCases>();
        services.AddSingleton<NudgeDecider>();
        services.AddSingleton<NudgePlaces>();
        services.AddSingleton<NudgePosts>();

        services.AddReminders();
        services.AddSingleton<ChatPlatforms>();
        services.AddSingleton<StatePosts>();
        services.AddSingleton<PersonalPosts>();
        services.AddSingleton<HomeRecorder>();
        services.AddSingleton<HomeOpener>();
        services.AddSingleton<HomeKeeper>();
        services.AddSingleton<HomeErrands>();
        services.AddSingleton<MessageTracker>();
        services.AddSingleton<Announcer>();
        services.AddSingleton<DocumentSharer>();
        services.AddSingleton<PictureSharer>();
        services.AddSingleton<SharedFiles>();
        services.AddSingleton<OperatorNotes>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<MissedChatReader>();
        services.AddSingleton<Prompts>();
        services.AddSingleton<SignInPosts>();
        services.AddSingleton<ErrandRunner>();
        services.AddHostedService<OutboxSender>();
        services.AddHostedService<Listening>();
        return services;
    }
}
