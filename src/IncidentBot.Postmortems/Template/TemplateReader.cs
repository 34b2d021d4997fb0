using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace IncidentBot.Postmortems.Template;

/// <summary>Reads a template from its first line to its last; what it means is <see cref="SlotBinder"/>'s to say.</summary>
internal sealed partial class TemplateReader(string markdown)
{
    private const int Largest = 64 * 1024;
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    private readonly TemplateSource _source = new(markdown);
    private readonly List<TemplateError> _errors = [];
    private readonly List<SectionDraft> _sections = [];
    private Placeholders _placeholders = Placeholders.WithoutReferences;
    private SectionDraft _section = new("", 1, 0);
    private (string Start, string End)? _title;
    private Need? _need;
    private bool _isKept;

    public TemplateReading Read()
    {
        if (_source.Text.Length > Largest)
            return Refused(1, $"the template has {_source.Text.Length:N0} characters; a form of more than {Largest:N0} is a mistake.");
        if (string.IsNullOrWhiteSpace(_source.Text))
            return Refused(1, "there is nothing in it.");

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(_source.Text, Pipeline);
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("nested", StringComparison.Ordinal))
        {
            return Refused(1, "its lists or quotes are nested too deeply to be read.");
        }

        ReadBlocks(document);
        return _errors.Count > 0
            ? new TemplateReading(null, [.. _errors.OrderBy(error => error.Line)])
            : new TemplateReading(SlotBinder.Bind(_sections, _title), []);
    }

    private static TemplateReading Refused(int line, string reason) => new(null, [new TemplateError(line, reason)]);

    private void ReadBlocks(MarkdownDocument document)
    {
        var definitions = document.Descendants<LinkReferenceDefinition>().ToList();
        _placeholders = new Placeholders(definitions.Select(definition => (definition.Label ?? "").ToUpperInvariant()).ToFrozenSet());
        var blocks = document.Where(block => block is not LinkReferenceDefinitionGroup).Concat(definitions).OrderBy(LineOf).ToList();
        foreach (var open in document.Descendants<FencedCodeBlock>().Where(fence => fence.ClosingFencedCharCount == 0))
            _errors.Add(new TemplateError(open.Line + 1, "the code that begins here is never closed: end it with a line of the same marks."));

        _sections.Add(_section);
        foreach (var (place, block) in blocks.Index())
        {
            var end = place + 1 < blocks.Count ? LineOf(blocks[place + 1]) : _source.Count;
            if (block is HeadingBlock heading)
                Begin(heading, end);
            else
                Add(block, _source.EndOfText(block.Line, end));
        }

        if (_sections is [{ Drafts.Count: 0 }])
            _errors.Add(new TemplateError(1, "there is nothing to fill in: it needs headings, labels, lists or tables."));
    }

    private void Begin(HeadingBlock heading, int end)
    {
        var written = heading.IsSetext
            ? Underline().Replace(_source.Cut(LineOf(heading), end), "").ReplaceLineEndings(" ")
            : Marks().Replace(_source[heading.Line], "$1");
        var text = TemplateSource.WithoutComments(written).Trim();
        _need = TemplateSource.NeedIn(written);
        if (heading.Level == 1 && _title is null && _sections is [{ Drafts.Count: 0 }])
        {
            _title = TitleAround(text);
            return;
        }

        var plain = _placeholders.FirstIn(text) < 0 ? text : _placeholders.Without(text).Trim(' ', ':', '-', '–', '—', '#', '(', ')');
        if (!plain.Any(char.IsLetterOrDigit) && plain.All(char.IsAscii))
            _errors.Add(new TemplateError(LineOf(heading) + 1, text.Length == 0 ? "the heading is empty." : $"the heading “{text}” is nothing but a placeholder: say what stands below it."));

        _section = new SectionDraft(Words.Plain(plain), heading.Level - 1, LineOf(heading));
        _sections.Add(_section);
    }

    /// <summary>The incident's title takes the whole heading, or the place that is kept for it; what else stands behind that goes.</summary>
    private (string Start, string End) TitleAround(string text)
    {
        if (_placeholders.Pieces(text) is not [var (begin, end), .. var others] || !TitleWords().IsMatch(text[begin..end]))
            return ("", "");

        return (Words.Plain(text[..begin] + "|")[..^1], others.Length > 0 ? "" : Words.Plain("|" + text[end..])[1..]);
    }

    /// <summary>A heading over a line of dashes is counted by the dashes.</summary>
    private int LineOf(Block block) => block is HeadingBlock { IsSetext: true } ? _source.Text.AsSpan(0, block.Span.Start).Count('\n') : block.Line;

    private void Add(Block block, int end)
    {
        if (end <= block.Line)
            return;

        var text = _source.Cut(block.Line, end);
        if (block is HtmlBlock && TemplateSource.WithoutComments(text).Trim().Length == 0)
        {
            _need = TemplateSource.NeedIn(text) ?? _need;
            _isKept |= TemplateSource.SaysKeep(text);
            return;
        }

        foreach (var draft in _isKept ? [new FixedDraft(text, block.Line, end)] : Read(block, text, end))
        {
            _section.Drafts.Add(draft is SlotDraft && _need is not null ? draft with { Need = draft.Need ?? _need } : draft);
            _need = draft is SlotDraft ? null : _need;
        }

        _isKept = false;
    }

    private IEnumerable<Draft> Read(Block block, string text, int end) => block switch
    {
        ParagraphBlock => new ParagraphReader(_source, _placeholders, _errors).Read(block.Line, end),
        ListBlock list => new ListReader(_source, _placeholders).Read(list, end),
        CodeBlock code => [ReadCode(code, text, end)],
        ThematicBreakBlock or LinkReferenceDefinition => [new FixedDraft(text, block.Line, end)],
        _ => [ReadOther(block, text, end)],
    };

    private Draft ReadCode(CodeBlock code, string text, int end)
    {
        var inside = code.Lines.ToString();
        var isJson = code is FencedCodeBlock { Info: { } info } && info.StartsWith("json", StringComparison.OrdinalIgnoreCase);
        if (isJson)
            return new SlotDraft(new JsonBlock([]), null, inside, code.Line, end);
        return _placeholders.AreAllOf(inside)
            ? new SlotDraft(new Prose(null), null, inside, code.Line, end)
            : new FixedDraft(text, code.Line, end);
    }

    private Draft ReadOther(Block block, string text, int end)
    {
        var plain = TemplateSource.WithoutComments(Quote().Replace(text, ""));
        return _placeholders.AreIn(plain)
            ? new SlotDraft(new Prose(null), null, plain, block.Line, end) { Need = TemplateSource.NeedIn(text) }
            : new FixedDraft(TemplateSource.WithoutComments(text), block.Line, end);
    }

    [GeneratedRegex(@"\n\s*(?:=+|-+)\s*\z")]
    private static partial Regex Underline();

    [GeneratedRegex(@"\A\s{0,3}#{1,6}[ \t]*(.*?)(?:[ \t]+#+)?[ \t]*\z")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^ {0,3}> ?", RegexOptions.Multiline)]
    private static partial Regex Quote();

    [GeneratedRegex(@"title|name|incident|summary|descri|what", RegexOptions.IgnoreCase)]
    private static partial Regex TitleWords();
}

/// <param name="Line">Counted from 0.</param>
internal sealed record SectionDraft(string Heading, int Level, int Line)
{
    public List<Draft> Drafts { get; } = [];
}
