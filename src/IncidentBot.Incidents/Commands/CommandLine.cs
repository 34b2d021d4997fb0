using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>What was typed behind a verb: the declared options, wherever they stood, and all other text as it was.</summary>
public sealed record CommandLine
{
    private readonly ImmutableDictionary<string, object> _values;

    internal CommandLine(string text, ImmutableDictionary<string, object> values)
    {
        Text = text;
        _values = values;
    }

    /// <summary>All that is not a declared option; line breaks and inner spaces are kept, the ends are trimmed.</summary>
    public string Text { get; }

    /// <summary>
    /// Takes the declared options out of a text. Anything else that looks like one, and all that stands in double quotes
    /// or backticks, stays text. Fails where a declared option is given twice or its value can't be read.
    /// </summary>
    public static Reading<CommandLine> Read(string text, IReadOnlyList<OptionSpec> options, SenderClock clock) =>
        new OptionReader(text, options, clock).Read();

    /// <summary>The first word, or the first quoted phrase without its quotes, and what follows.</summary>
    public static (string First, string After) SplitFirst(string text)
    {
        var begin = text.TrimStart();
        if (new Quotes(begin).TryRead(0, out var end))
            return (begin[1..(end - 1)], begin[end..].TrimStart());

        while (end < begin.Length && !char.IsWhiteSpace(begin[end]))
            end++;

        return (begin[..end], begin[end..].TrimStart());
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value of a <see cref="OptionKind.Word"/> or a <see cref="OptionKind.Rest"/>, which may be empty.</summary>
    public string? Word(string name) => _values.GetValueOrDefault(name) as string;

    public TimeSpan? Duration(string name) => _values.GetValueOrDefault(name) as TimeSpan?;

    public Moment? Time(string name) => _values.GetValueOrDefault(name) as Moment?;
}
