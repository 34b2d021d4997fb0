using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Sandbox;

/// <summary>Somebody you can be in the sandbox.</summary>
/// <param name="Id">Short, as in the page's addresses: <c>ada</c>.</param>
/// <param name="Place">Where the person is at home, and so what a bare <c>14:30</c> of theirs means.</param>
/// <param name="IsMachine">An alerting system: it posts in scripts, and nobody can be it.</param>
public sealed partial record SandboxPerson(string Id, string Name, string Place, string TimeZone, bool IsMachine = false)
{
    public static ImmutableArray<SandboxPerson> Cast { get; } =
    [
        new("ada", "Ada", "London", "Europe/London"),
        new("grace", "Grace", "New York", "America/New_York"),
        new("linus", "Linus", "Helsinki", "Europe/Helsinki"),
        new("margaret", "Margaret", "Boston", "America/New_York"),
        new("priya", "Priya", "Bengaluru", "Asia/Kolkata"),
        new("yuki", "Yuki", "Tokyo", "Asia/Tokyo"),
        new("alertmanager", "Alertmanager", "Monitoring", "Etc/UTC", IsMachine: true),
    ];

    public static ImmutableDictionary<string, Person> ById { get; } = Cast.ToImmutableDictionary(person => person.Person.Id, person => person.Person);

    public Person Person => new($"{SandboxPlatform.PlatformName}:{Id}", Name);

    public TimeZoneInfo Zone => TimeZones.Find(TimeZone);

    public static SandboxPerson? Find(string? id) => Cast.FirstOrDefault(person => person.Id == id);

    public static SandboxPerson? FindByName(string name) => Cast.FirstOrDefault(person => person.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Puts the token of a mention where <c>@Ada</c> stands; a team's <c>@name</c> stays as it is.</summary>
    public static string WithMentions(string command) => AtName().Replace(
        command,
        at => FindByName(at.Groups["name"].Value) is { } person ? Mention.Token(person.Person) : at.Value);

    [GeneratedRegex(@"(?<![\w<@])@(?<name>[A-Za-z]{2,20})(?![\w-])")]
    private static partial Regex AtName();
}
