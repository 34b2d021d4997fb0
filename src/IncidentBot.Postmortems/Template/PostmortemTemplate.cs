using System.Collections.Immutable;
using System.Reflection;
using System.Text;

namespace IncidentBot.Postmortems.Template;

/// <summary>
/// Any Markdown as a form: its headings are sections, its placeholders are slots, everything else is kept as it is.
/// The first heading of level 1 gives way to the incident's title; words stay beside it where it holds one placeholder
/// for that: <c># Postmortem: [title]</c>. An HTML comment is a word to the template's author and no part of the
/// document; <c>&lt;!-- required --&gt;</c> and <c>&lt;!-- optional --&gt;</c> speak of the slot on their line or the
/// next one, <c>&lt;!-- keep --&gt;</c> makes fixed text of the block below it.
/// </summary>
public sealed record PostmortemTemplate
{
    private static readonly Lazy<PostmortemTemplate> Embedded = new(ReadEmbedded);

    /// <summary>What stands before and behind the incident's title.</summary>
    public string TitleStart { get; internal init; } = "";
    public string TitleEnd { get; internal init; } = "";

    public ImmutableArray<TemplateSection> Sections { get; internal init; } = [];

    public static PostmortemTemplate Default => Embedded.Value;

    public IEnumerable<TemplateSlot> Slots => Sections.SelectMany(section => section.Parts).OfType<TemplateSlot>();

    public static TemplateReading Read(string markdown) => new TemplateReader(markdown).Read();

    internal bool Has(string known) => KnownNames.Contains(known);

    internal ImmutableHashSet<string> KnownNames { get; init; } = [];

    private static PostmortemTemplate ReadEmbedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("postmortem.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader.ReadToEnd()).Template ?? throw new InvalidOperationException("The template that comes with the program is broken.");
    }
}

/// <summary>A template, or why there is none.</summary>
public sealed record TemplateReading(PostmortemTemplate? Template, ImmutableArray<TemplateError> Errors);

/// <param name="Line">The first is 1.</param>
public sealed record TemplateError(int Line, string Reason)
{
    public override string ToString() => $"line {Line}: {Reason}";
}

/// <param name="Heading">Empty for what stands before the first heading.</param>
/// <param name="Level">As in the document: 1 for a heading of level 2.</param>
public sealed record TemplateSection(string Heading, int Level, int Line, ImmutableArray<TemplatePart> Parts);

/// <param name="Line">Where it stands in the template; the first is 1.</param>
public abstract record TemplatePart(int Line);

/// <summary>Kept byte for byte.</summary>
public sealed record FixedText(string Text, int Line) : TemplatePart(Line);

/// <summary>Something the template asks for.</summary>
/// <param name="Name">Stable: the name of the known fact, else the label, else the heading.</param>
/// <param name="Shape">The content as it is while nobody has filled it.</param>
public sealed record TemplateSlot(string Name, Content Shape, int Line) : TemplatePart(Line)
{
    public Need Need { get; init; } = Need.Optional;

    /// <summary>Whether the bot fills it from the record; any other is for people.</summary>
    public bool IsKnown => Known is not null;

    internal KnownSlot? Known { get; init; }

    /// <summary>What stood there in the template.</summary>
    internal string Hint { get; init; } = "";

    /// <summary>What each column of a table means.</summary>
    internal ImmutableArray<Column> Columns { get; init; } = [];

    /// <summary>Of a table with a label in each row, what is known to answer it.</summary>
    internal ImmutableArray<RowLabel> RowLabels { get; init; } = [];
}

internal sealed record RowLabel(string Text, KnownSlot? Known);
