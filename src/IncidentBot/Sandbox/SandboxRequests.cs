using IncidentBot.Incidents;

namespace IncidentBot.Sandbox;

public sealed record PostRequest(string? Room, string? Person, string? Text, string? Thread);

public sealed record EditRequest(string? Room, string? Id, string? Person, string? Text);

public sealed record DeleteRequest(string? Room, string? Id, string? Person);

public sealed record ReactRequest(string? Room, string? Id, string? Person, string? Emoji, bool On);

/// <param name="Incident">Whose command it is, if not the room's.</param>
public sealed record PressRequest(string? Room, string? Person, string? Command, string? Incident);

/// <param name="Answers">By field; nothing yet where the form is to be opened.</param>
public sealed record FormRequest(string? Room, string? Person, string? Verb, string? Incident, Dictionary<string, string>? Answers);

/// <summary>Why a request is refused, in words for the page.</summary>
/// <param name="Field">The field of a form that it is about.</param>
public sealed record Refused(int Status, string Error, string? Field = null);

/// <summary>Looks at what came in before anything is done with it.</summary>
public sealed class SandboxRequests(SandboxRoomStore rooms, SandboxStore messages)
{
    /// <summary>In characters, as in Slack.</summary>
    public const int LongestText = 40_000;

    private const int LongestId = 100;

    public async Task<(SandboxPerson? By, Refused? Refused)> ReadAsync(PostRequest asked, CancellationToken cancellationToken)
    {
        var (by, refused) = await SenderAsync(asked.Room, asked.Person, cancellationToken);
        refused ??= ProblemOf(asked.Text);
        if (refused is not null || asked.Thread is not { } thread)
            return (by, refused);

        var root = IsId(thread) ? await messages.FindAsync(asked.Room!, thread, cancellationToken) : null;
        if (root is null || !root.IsSeenBy(by!.Id))
            return (by, new Refused(404, "The message that the thread hangs on is not there."));
        return root.ThreadId is null ? (by, null) : (by, new Refused(400, "A reply cannot have a thread of its own."));
    }

    public async Task<(SandboxPerson? By, IncidentId? Incident, Refused? Refused)> ReadAsync(string? room, string? person, string? said, string? incident, CancellationToken cancellationToken)
    {
        var (by, refused) = await SenderAsync(room, person, cancellationToken);
        refused ??= ProblemOf(said);
        if (incident is null)
            return (by, null, refused);

        return IncidentId.TryParse(incident, out var id) ? (by, id, refused) : (by, null, refused ?? new Refused(400, "That is no incident's id."));
    }

    public async Task<(SandboxPerson? By, SandboxMessage? Message, Refused? Refused)> ReadAsync(EditRequest asked, CancellationToken cancellationToken)
    {
        var (by, message, refused) = await OwnAsync(asked.Room, asked.Id, asked.Person, cancellationToken);
        return (by, message, refused ?? ProblemOf(asked.Text));
    }

    public Task<(SandboxPerson? By, SandboxMessage? Message, Refused? Refused)> ReadAsync(DeleteRequest asked, CancellationToken cancellationToken) =>
        OwnAsync(asked.Room, asked.Id, asked.Person, cancellationToken);

    public async Task<(SandboxPerson? By, SandboxMessage? Message, Refused? Refused)> ReadAsync(ReactRequest asked, CancellationToken cancellationToken)
    {
        if (!SandboxEmoji.ForPeople.Contains(asked.Emoji))
            return (null, null, new Refused(400, $"The reactions are {string.Join(", ", SandboxEmoji.ForPeople)}."));

        return await SaidAsync(asked.Room, asked.Id, asked.Person, cancellationToken);
    }

    public async Task<Refused?> ProblemOfAsync(string? room, string? person, CancellationToken cancellationToken) =>
        (await SenderAsync(room, person, cancellationToken)).Refused;

    private async Task<(SandboxPerson? By, Refused? Refused)> SenderAsync(string? roomId, string? personId, CancellationToken cancellationToken)
    {
        if (SandboxPerson.Find(personId) is not { IsMachine: false } by)
            return (null, new Refused(400, "Nobody here has that name."));

        var room = IsId(roomId) ? await rooms.FindAsync(roomId!, cancellationToken) : null;
        return room is null || !room.IsSeenBy(by.Id)
            ? (by, new Refused(404, "There is no such room."))
            : (by, null);
    }

    private async Task<(SandboxPerson? By, SandboxMessage? Message, Refused? Refused)> SaidAsync(string? room, string? id, string? person, CancellationToken cancellationToken)
    {
        var (by, refused) = await SenderAsync(room, person, cancellationToken);
        if (refused is not null)
            return (by, null, refused);

        var message = IsId(id) ? await messages.FindAsync(room!, id!, cancellationToken) : null;
        return message switch
        {
            null or { DeletedAt: not null } => (by, null, new Refused(404, "There is no such message.")),
            { Kind: not MessageKind.Message } => (by, null, new Refused(400, "Only what people say can be changed and kept.")),
            _ => (by, message, null),
        };
    }

    private async Task<(SandboxPerson? By, SandboxMessage? Message, Refused? Refused)> OwnAsync(string? room, string? id, string? person, CancellationToken cancellationToken)
    {
        var (by, message, refused) = await SaidAsync(room, id, person, cancellationToken);
        return refused is null && message!.Person != by!.Id
            ? (by, null, new Refused(403, "Only its author may change a message."))
            : (by, message, refused);
    }

    private static Refused? ProblemOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Refused(400, "There is nothing to say.");
        if (text.Length > LongestText)
            return new Refused(400, $"That message has {text.Length} characters; {LongestText} is the most.");
        // PostgreSQL has no place for it in a text.
        return text.Contains('\0', StringComparison.Ordinal) ? new Refused(400, "A message cannot hold the character U+0000.") : null;
    }

    private static bool IsId(string? id) => id is { Length: > 0 and <= LongestId } && !id.Contains('\0', StringComparison.Ordinal);
}
