using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Sandbox.Script;

/// <summary>A conversation written down to be played. How one is written, the scripts say at their top.</summary>
public sealed partial record ChatScript(string Name, ImmutableArray<ScriptLine> Lines)
{
    /// <summary>Stands for the room of the incident that the script starts.</summary>
    public const string IncidentRoom = "incident";

    public const string WorkedExample = "database-connection-pool-exhaustion";

    public static ChatScript Load(string name)
    {
        using var stream = typeof(ChatScript).Assembly.GetManifestResourceStream($"Script/{name}.txt")
            ?? throw new InvalidOperationException($"There is no script {name}.");
        using var reader = new StreamReader(stream);
        return Parse(name, reader.ReadToEnd());
    }

    /// <exception cref="FormatException">With the number of the line that cannot be read.</exception>
    public static ChatScript Parse(string name, string text)
    {
        var lines = ImmutableArray.CreateBuilder<ScriptLine>();
        DateOnly? day = null;
        foreach (var (number, line) in text.Split('\n').Select(line => line.Trim()).Index())
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (DateOnly.TryParseExact(line, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var heading))
                day = heading;
            else
                lines.Add(Read(line, day) ?? throw new FormatException($"{name}, line {number + 1}: {line}"));
        }

        return new ChatScript(name, lines.ToImmutable());
    }

    private static ScriptLine? Read(string line, DateOnly? day)
    {
        var parts = line.Split('|', 4, StringSplitOptions.TrimEntries);
        if (parts is not [var clock, var name, ['#', .. var room], var said]
            || day is not { } date
            || !TimeOnly.TryParseExact(clock, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || SandboxPerson.FindByName(name) is not { } by)
            return null;

        var at = new DateTimeOffset(date.ToDateTime(time), TimeSpan.Zero);
        var shape = Marked().Match(said);
        return new ScriptLine(at, by, room, Deed(shape.Groups["deed"].Value), Word(shape.Groups["name"]), Word(shape.Groups["about"]), shape.Groups["text"].Value);
    }

    private static string? Word(Group group) => group.Success ? group.Value : null;

    private static ScriptDeed Deed(string word) => word switch
    {
        "reply to" => ScriptDeed.Reply,
        "edit" => ScriptDeed.Edit,
        "keep" => ScriptDeed.Keep,
        _ => ScriptDeed.Say,
    };

    [GeneratedRegex(@"^(?:\[(?<name>[a-z ]{1,30})\] )?(?:(?<deed>reply to|edit|keep) \[(?<about>[a-z ]{1,30})\] ?)?(?<text>.*)$")]
    private static partial Regex Marked();
}

public enum ScriptDeed
{
    Say,
    Reply,
    Edit,
    Keep,
}

/// <param name="Name">What later lines call this message.</param>
/// <param name="About">The message that is answered, edited or kept.</param>
public sealed record ScriptLine(DateTimeOffset At, SandboxPerson By, string Room, ScriptDeed Deed, string? Name, string? About, string Text);
