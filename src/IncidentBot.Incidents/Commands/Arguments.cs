using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>What was typed behind the verb, options taken out.</summary>
public sealed class Arguments
{
    private readonly CommandLine _line;
    private readonly CommandContext _context;

    public Arguments(CommandLine line, CommandContext context)
        : this(line.Text, line, context)
    {
    }

    private Arguments(string raw, CommandLine line, CommandContext context)
    {
        (Raw, _line, _context) = (raw, line, context);
        Text = context.Readable(raw);
    }

    /// <summary>All that is no option, as it was typed, mentions as tokens.</summary>
    public string Raw { get; }

    /// <summary>All that is no option, as people read it.</summary>
    public string Text { get; }

    public bool IsEmpty => Raw.Length == 0;

    /// <summary>The words or quoted phrases, all of them, as people read them.</summary>
    public ImmutableArray<string> Words
    {
        get
        {
            var words = ImmutableArray.CreateBuilder<string>();
            for (var left = Raw; left.Length > 0;)
            {
                (var first, left) = CommandLine.SplitFirst(left);
                words.Add(_context.Readable(first));
            }

            return words.ToImmutable();
        }
    }

    /// <summary>The first word or quoted phrase, and what follows it.</summary>
    public (string First, Arguments After) Split()
    {
        var (first, after) = CommandLine.SplitFirst(Raw);
        return (_context.Readable(first), new Arguments(after, _line, _context));
    }

    public bool Has(string option) => _line.Has(option);

    public string? Option(string option) => _line.Word(option) is { } word ? _context.Readable(word) : null;

    /// <summary>An option as it was typed, mentions as tokens; empty where it was not given.</summary>
    public string Token(string option) => _line.Word(option) ?? "";

    public TimeSpan? Duration(string option) => _line.Duration(option);
}
