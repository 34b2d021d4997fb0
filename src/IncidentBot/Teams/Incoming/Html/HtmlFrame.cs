using System.Text;

namespace IncidentBot.Teams;

/// <summary>Text that is being gathered for an element which says in the end what becomes of it.</summary>
/// <param name="tag">The element's.</param>
/// <param name="finish">Makes what stands in the text around it.</param>
internal sealed class HtmlFrame(string tag, bool isBlock, Func<string, string> finish)
{
    /// <summary>A space that stands: a paragraph with nothing else is an empty line.</summary>
    private const char Kept = '\u00A0';

    private readonly StringBuilder _text = new();
    private bool _isSpaceDue;

    public string Tag => tag;

    public bool IsBlock => isBlock;

    /// <summary>Whether spaces and line breaks stand as they are written.</summary>
    public bool IsVerbatim { get; init; }

    public string Finish() => finish(_text.ToString());

    /// <summary>Running text: any number of spaces is one, and none begins a line.</summary>
    public void Write(string text)
    {
        foreach (var letter in text)
        {
            if (IsVerbatim)
                _text.Append(letter == Kept ? ' ' : letter);
            else if (letter == Kept)
                Put(" ");
            else if (letter is ' ' or '\n' or '\r' or '\t')
                _isSpaceDue = _text.Length > 0 && _text[^1] != '\n';
            else
                Put(letter.ToString());
        }
    }

    /// <summary>Something that stands as it is.</summary>
    public void Put(string text)
    {
        if (text.Length == 0)
            return;
        if (_isSpaceDue)
            _text.Append(' ');
        _isSpaceDue = false;
        _text.Append(text);
    }

    public void BreakLine()
    {
        _isSpaceDue = false;
        _text.Append('\n');
    }

    /// <summary>What follows begins a line.</summary>
    public void BeginLine()
    {
        if (_text.Length > 0 && _text[^1] != '\n')
            BreakLine();
        _isSpaceDue = false;
    }

    /// <summary>What follows is the next cell of a row.</summary>
    public void BeginCell()
    {
        if (_text.Length > 0 && _text[^1] != '\n')
            _text.Append(" | ");
        _isSpaceDue = false;
    }
}
