using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Sandbox;

/// <summary>What happens in the sandbox, in nobody's dialect.</summary>
public static class SandboxTranslator
{
    private static readonly string[] CallWords = ["/incident", "/inc"];

    /// <summary>What was said to the bot, without the word that calls it; nothing where a line is not for it.</summary>
    public static string? CommandIn(string text)
    {
        var line = text.TrimStart();
        var word = CallWords.FirstOrDefault(call =>
            line.StartsWith(call, StringComparison.OrdinalIgnoreCase) && (line.Length == call.Length || char.IsWhiteSpace(line[call.Length])));
        return word is null ? null : line[word.Length..].Trim();
    }

    public static CommandEvent Command(SandboxMessage message, SandboxPerson by, string command) => new(
        $"command {message.Source.MessageKey}", message.Source, by.Person, message.At, by.Zone,
        SandboxPerson.WithMentions(command), SandboxPerson.ById, message.Room, IsAnsweredInPlace: true);

    public static MessageEvent Posted(SandboxMessage message, SandboxPerson by) => new(
        EventKeys.Message(message.Source), message.Source, by.Person, message.At, by.Zone, new MessagePosted(message.Text, by.IsMachine));

    public static MessageEvent Edited(SandboxMessage message, SandboxPerson by, DateTimeOffset at) => new(
        EventKeys.Edit(message.Source, MessageTime.Write(at)), message.Source, by.Person, at, by.Zone, new MessageEdited(message.Text, MessageTime.Write(at)));

    public static MessageEvent Deleted(SandboxMessage message, SandboxPerson by, DateTimeOffset at) => new(
        EventKeys.Deletion(message.Source), message.Source, by.Person, at, by.Zone, new MessageDeleted());

    public static MessageEvent Marked(SandboxMessage message, SandboxPerson by, bool isOn, DateTimeOffset at)
    {
        var mark = $"{SandboxEmoji.Keep} by {by.Person.Id}";
        TimelineDetail detail = isOn ? new MessageKept(mark, null, null) : new MessageUnkept(mark);
        return new MessageEvent(EventKeys.Mark(message.Source, mark, $"{MessageTime.Write(at)} {isOn}"), message.Source, by.Person, at, by.Zone, detail);
    }
}

/// <summary>The reactions there are, by the names that chats give them.</summary>
public static class SandboxEmoji
{
    /// <summary>Keeps the message in the timeline.</summary>
    public const string Keep = "pushpin";

    /// <summary>The bot shows with it that a message is in the timeline.</summary>
    public const string Confirmed = "white_check_mark";

    public static IReadOnlyList<string> ForPeople { get; } = [Keep, "+1", "eyes"];
}
