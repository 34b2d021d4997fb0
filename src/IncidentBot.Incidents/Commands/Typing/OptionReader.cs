using System.Collections.Immutable;
using System.Text;

namespace IncidentBot.Incidents.Commands;

/// <summary>Walks once over what was typed and parts the declared options from the text.</summary>
internal sealed class OptionReader(string text, IReadOnlyList<OptionSpec> options, SenderClock clock)
{
    private readonly Quotes _quotes = new(text);
    private readonly StringBuilder _kept = new();
    private readonly Dictionary<string, object> _values = new(StringComparer.OrdinalIgnoreCase);
    private (string Name, int Begin)? _open;
    private int _position;

    public Reading<CommandLine> Read()
    {
        while (_position < text.Length)
        {
            var start = _position;
            if (FindOption() is not { } option)
                KeepText(start);
            else if (TakeOption(option) is { } problem)
                return Reading.Fail<CommandLine>(problem);
        }

        CloseRest();
        var values = _values.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);
        return Reading.Of(new CommandLine(_kept.ToString().Trim(), values));
    }

    /// <summary>The declared option whose name stands here; the position is then behind the name.</summary>
    private OptionSpec? FindOption()
    {
        var name = Typed.SkipOptionMark(text, _position);
        if (name < 0 || (_position > 0 && !char.IsWhiteSpace(text[_position - 1])))
            return null;

        var option = options.FirstOrDefault(declared => StandsAt(declared, name));
        _position = option is null ? _position : name + option.Name.Length;
        return option;
    }

    private bool StandsAt(OptionSpec option, int index)
    {
        var end = index + option.Name.Length;
        return string.Compare(text, index, option.Name, 0, option.Name.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end == text.Length || char.IsWhiteSpace(text[end]) || (text[end] == '=' && option.Kind != OptionKind.Flag));
    }

    private void KeepText(int start)
    {
        if (!_quotes.TryReadInText(start, out var end))
            end = start + 1;

        _kept.Append(text, start, end - start);
        _position = end;
    }

    private string? TakeOption(OptionSpec option)
    {
        if (!_values.TryAdd(option.Name, ""))
            return $"--{option.Name} is there twice. Which one is meant?";

        if (option.Kind == OptionKind.Rest)
        {
            CloseRest();
            SkipEquals();
            _open = (option.Name, _kept.Length);
            return null;
        }

        var problem = option.Kind == OptionKind.Flag ? null : TakeValue(option);
        if (problem is null)
            CloseGap();

        return problem;
    }

    private string? TakeValue(OptionSpec option)
    {
        SkipEquals();
        if (_position == text.Length || Typed.SkipOptionMark(text, _position) >= 0)
            return $"--{option.Name} needs a value behind it. For example: {Example(option)}.";

        return option.Kind switch
        {
            OptionKind.Time => TakeReading(option, TimeExpression.Parse, TimeExpression.ReadOption),
            OptionKind.Duration => TakeReading(option, (quoted, _) => DurationExpression.Parse(quoted), (cursor, typed, _) => DurationExpression.ReadOption(cursor, typed)),
            _ => TakeWord(option),
        };
    }

    private void SkipEquals()
    {
        if (_position < text.Length && text[_position] == '=')
            _position++;

        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            _position++;
    }

    private string? TakeReading<T>(
        OptionSpec option, Func<string, SenderClock, Reading<T>> parse, Func<Cursor, string, SenderClock, Reading<T>> read)
    {
        var cursor = new Cursor(text, _position);
        Reading<T> value;
        if (_quotes.TryRead(_position, out var end))
        {
            value = parse(text[(_position + 1)..(end - 1)], clock);
            cursor.Position = end;
        }
        else
        {
            value = read(cursor, text, clock);
        }

        if (!value.IsRead)
            return $"--{option.Name}: {value.Problem}";

        cursor.Take(',');
        _position = cursor.Position;
        _values[option.Name] = value.Value!;
        return null;
    }

    private string? TakeWord(OptionSpec option)
    {
        var word = new StringBuilder();
        var mayQuote = true;
        while (_position < text.Length && !char.IsWhiteSpace(text[_position]))
        {
            if (mayQuote && _quotes.TryRead(_position, out var end))
            {
                word.Append(text, _position + 1, end - _position - 2);
                _position = end;
            }
            else
            {
                word.Append(text[_position++]);
            }

            mayQuote = text[_position - 1] == ',';
        }

        _values[option.Name] = word.ToString();
        return null;
    }

    /// <summary>The space on the left goes with the option, so that taking it out leaves no gap in the sentence.</summary>
    private void CloseGap()
    {
        if (_position < text.Length && !char.IsWhiteSpace(text[_position]))
            return;

        var begin = _open?.Begin ?? 0;
        while (_kept.Length > begin && char.IsWhiteSpace(_kept[^1]))
            _kept.Length--;
    }

    private void CloseRest()
    {
        if (_open is not { } rest)
            return;

        _values[rest.Name] = _kept.ToString(rest.Begin, _kept.Length - rest.Begin).Trim();
        _kept.Length = rest.Begin;
        _open = null;
    }

    private static string Example(OptionSpec option) => option.Kind switch
    {
        OptionKind.Time => $"--{option.Name} 14:30, --{option.Name} 25m ago",
        OptionKind.Duration => $"--{option.Name} 30m",
        _ => $"--{option.Name} api, --{option.Name} \"two words\"",
    };
}
