using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat.People;

/// <summary>
/// The two ways between people and their accounts. What comes in is somebody's, whichever account they used; what goes out is
/// addressed to the account that they have where it goes.
/// </summary>
public static class Accounts
{
    /// <summary>The same, done by the one person that its author is.</summary>
    public static ChatEvent Of(this PeopleDirectory people, ChatEvent happened) => happened switch
    {
        MessageEvent message => people.Of(message),
        CommandEvent command => people.Of(command),
        _ => happened with { By = people.Of(happened.By) },
    };

    public static MessageEvent Of(this PeopleDirectory people, MessageEvent message) => people.Of(message.By) is var by && by == message.By ? message : message with { By = by };

    /// <summary>Those it names are who they are as well; their tokens stay as they were typed.</summary>
    public static CommandEvent Of(this PeopleDirectory people, CommandEvent command) => command with
    {
        By = people.Of(command.By),
        Account = command.Account ?? command.By,
        From = command.From is { } from ? people.Of(from) : null,
        Mentions = command.Mentions.IsEmpty ? command.Mentions : command.Mentions.SetItems(command.Mentions.Select(named => KeyValuePair.Create(named.Key, people.Of(named.Value)))),
    };

    /// <summary>The account of somebody in a conversation; as they were named, where they have none there.</summary>
    public static string In(this PeopleDirectory people, Conversation conversation, string somebody) =>
        IsIn(conversation, somebody) ? somebody : people.AccountsOf(somebody).FirstOrDefault(account => IsIn(conversation, account), somebody);

    public static BotText In(this PeopleDirectory people, Conversation conversation, BotText text)
    {
        if (!text.Parts.Any(part => part is Mentioned named && people.In(conversation, named.PersonId) != named.PersonId))
            return text;

        return new BotText([.. text.Parts.Select(part => part is Mentioned named ? named with { PersonId = people.In(conversation, named.PersonId) } : part)]);
    }

    public static bool IsOn(string platform, string account) => account.StartsWith(platform + ":", StringComparison.Ordinal);

    public static Field In(this PeopleDirectory people, Conversation conversation, Field field) =>
        field is PersonField { Initial: { } somebody } ? field with { Initial = people.In(conversation, somebody) } : field;

    /// <summary>An account's id begins with its platform and, where that has several, its workspace: <c>slack:T01/U01</c>, <c>sandbox:ada</c>.</summary>
    public static bool IsIn(Conversation conversation, string account) =>
        account.StartsWith($"{conversation.Platform}:{conversation.Workspace}/", StringComparison.Ordinal)
        || (IsOn(conversation.Platform, account) && !account.Contains('/', StringComparison.Ordinal));
}
