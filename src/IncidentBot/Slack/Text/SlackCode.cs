namespace IncidentBot.Slack;

/// <summary>Where code stands in a text: between three backticks, or between single ones on a line. Asked from left to right.</summary>
public sealed class SlackCode(string text)
{
    private const string Fence = "```";
    private int _readTo;
    private int _codeEnd;

    public bool Holds(int at)
    {
        while (_readTo <= at)
        {
            var begin = text.IndexOf('`', _readTo);
            if (begin < 0 || begin > at)
                return false;

            _codeEnd = EndOf(begin);
            _readTo = _codeEnd;
        }

        return at < _codeEnd;
    }

    private int EndOf(int begin)
    {
        if (string.CompareOrdinal(text, begin, Fence, 0, Fence.Length) == 0)
        {
            var close = text.IndexOf(Fence, begin + Fence.Length, StringComparison.Ordinal);
            return close < 0 ? text.Length : close + Fence.Length;
        }

        var end = text.AsSpan(begin + 1).IndexOfAny('`', '\n');
        return end >= 0 && text[begin + 1 + end] == '`' ? begin + end + 2 : begin + 1;
    }
}
