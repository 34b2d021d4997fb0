using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A canvas: Markdown in sections, each with an id of its own.</summary>
public sealed partial class FakeCanvas(string id, string? channelId)
{
    private readonly List<(string Id, string Markdown)> _sections = [];
    private int _lastSection;

    public string Id => id;

    /// <summary>The channel whose own canvas it is, or where it stands in a tab.</summary>
    public string? ChannelId => channelId;

    public string Title { get; internal set; } = "";

    public string Markdown => string.Join("\n\n", _sections.Select(section => section.Markdown));

    internal bool Has(string section) => _sections.Any(known => known.Id == section);

    internal void Insert(int place, string markdown) => _sections.InsertRange(place, SectionsOf(markdown));

    internal void InsertAtEnd(string markdown) => Insert(_sections.Count, markdown);

    internal void InsertBeside(string section, string markdown, bool isAfter) =>
        Insert(_sections.FindIndex(known => known.Id == section) + (isAfter ? 1 : 0), markdown);

    /// <summary>Without a section the whole canvas.</summary>
    internal void Replace(string? section, string markdown)
    {
        if (section is null)
        {
            _sections.Clear();
            InsertAtEnd(markdown);
            return;
        }

        var place = _sections.FindIndex(known => known.Id == section);
        _sections.RemoveAt(place);
        Insert(place, markdown);
    }

    internal void Delete(string section) => _sections.RemoveAll(known => known.Id == section);

    internal IEnumerable<string> Find(IReadOnlyCollection<string> types, string? contained) => _sections
        .Where(section => types.Count == 0 || types.Contains("any_header") ? types.Count == 0 || LevelOf(section.Markdown) > 0 : types.Contains($"h{LevelOf(section.Markdown)}"))
        .Where(section => contained is null || section.Markdown.Contains(contained, StringComparison.OrdinalIgnoreCase))
        .Select(section => section.Id);

    private IEnumerable<(string, string)> SectionsOf(string markdown) => Blank().Split(markdown.Trim())
        .Where(text => text.Length > 0)
        .Select(text => (string.Create(CultureInfo.InvariantCulture, $"temp:C:{Id}{++_lastSection}"), text));

    private static int LevelOf(string markdown) => markdown.TakeWhile(letter => letter == '#').Count();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blank();
}
