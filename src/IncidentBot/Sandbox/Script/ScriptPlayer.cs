using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Sandbox.Script;

/// <summary>Plays a script in the sandbox: every line takes the way of a line that somebody types.</summary>
public sealed class ScriptPlayer(
    SandboxChat chat, SandboxStore messages, SandboxRoomStore rooms, SandboxClock clock, SandboxFeed feed, ConversationDirectory conversations, TimeProvider time)
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <param name="lasting">Zero plays at once.</param>
    /// <param name="started">Told as soon as the script's incident has its room.</param>
    /// <exception cref="InvalidOperationException">A line was refused: the script is wrong.</exception>
    public async Task<IncidentId> PlayAsync(ChatScript script, TimeSpan lasting, Action<IncidentId>? started, CancellationToken cancellationToken)
    {
        var play = new Play();
        foreach (var (line, pause) in script.Lines.Zip(ScriptPacing.Pauses(script, lasting)))
        {
            await Task.Delay(pause, time, cancellationToken);
            var opens = play.Incident is null && SandboxTranslator.CommandIn(line.Text) is not null;
            var before = opens ? await rooms.AllAsync(cancellationToken) : [];
            await PlayAsync(play, line, cancellationToken);
            if (opens)
            {
                (play.Incident, play.Rooms[ChatScript.IncidentRoom]) = await OpenedSinceAsync(before, cancellationToken);
                started?.Invoke(play.Incident.Value);
            }
        }

        return play.Incident ?? throw new InvalidOperationException($"{script.Name} starts no incident.");
    }

    private async Task PlayAsync(Play play, ScriptLine line, CancellationToken cancellationToken)
    {
        if (!play.Rooms.ContainsKey(line.Room))
            play.Rooms[line.Room] = await OpenUnusedAsync(line.Room, cancellationToken);
        foreach (var room in play.Rooms.Values)
            await clock.SetAsync(room, line.At, cancellationToken);
        feed.RoomsMayHaveChanged();

        var meant = line.About is { } label ? await messages.FindAsync(play.Rooms[line.Room], play.Named[label], cancellationToken) : null;
        if (line.Deed == ScriptDeed.Edit)
            await chat.EditAsync(meant!, line.By, line.Text, cancellationToken);
        else if (line.Deed == ScriptDeed.Keep)
            await chat.ReactAsync(meant!, line.By, SandboxEmoji.Keep, isOn: true, cancellationToken);
        else
            await SayAsync(play, line, meant?.Id, cancellationToken);
    }

    private async Task SayAsync(Play play, ScriptLine line, string? thread, CancellationToken cancellationToken)
    {
        var post = await chat.PostAsync(play.Rooms[line.Room], line.By, line.Text, thread, cancellationToken);
        if (post.Reply is { IsForAll: false } refusal)
            throw new InvalidOperationException($"“{line.Text}” was answered: {refusal.Text.ToPlainText()}");
        if (line.Name is { } name)
            play.Named[name] = post.Message.Id;
    }

    /// <summary>A script begins in an empty room, so that its times are not before those of an earlier play.</summary>
    private async Task<string> OpenUnusedAsync(string name, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var room = number == 1 ? name : $"{name}-{number}";
            await rooms.OpenAsync(new SandboxRoom(room, "Alerts and questions about the API", null, null), time.GetUtcNow(), cancellationToken);
            if (await messages.LastIdAsync(room, cancellationToken) is null)
                return room;
        }
    }

    /// <summary>The room that was opened in the time of the script: somebody's own incident beside it has the real time.</summary>
    private async Task<(IncidentId Incident, string Room)> OpenedSinceAsync(IReadOnlyList<SandboxRoom> before, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < LongestOpening)
        {
            foreach (var room in (await rooms.AllAsync(cancellationToken)).Where(room => room.Clock is not null).ExceptBy(before.Select(room => room.Id), room => room.Id))
            {
                if (await conversations.FindAsync(room.Conversation, cancellationToken) is { } incident)
                    return (incident, room.Id);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        throw new TimeoutException("The incident got no room.");
    }

    private sealed class Play
    {
        public Dictionary<string, string> Rooms { get; } = [];
        public Dictionary<string, string> Named { get; } = [];
        public IncidentId? Incident { get; set; }
    }
}
