using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IncidentBot.Postmortems.Template;

/// <summary>What a column of a table is about.</summary>
internal enum Column
{
    /// <summary>Nothing that the record knows: it stays empty.</summary>
    Unknown,
    Time,
    Date,

    /// <summary>The date where the rows span two days.</summary>
    DateWhereDaysDiffer,
    Event,
    Action,
    Status,
    Who,
    Id,
    Task,
    Owner,
    Priority,
    Due,
    Created,
    Subject,
    Normal,
    During,
    Difference,
    Role,
    Reason,
    Name,
    Value,
    Link,
}

/// <summary>Which words at the head of a column mean what, in a table of one kind.</summary>
internal sealed class TableWords
{
    private readonly FrozenDictionary<string, Column> _columns;
    private readonly ImmutableArray<Column> _tellTale;

    /// <param name="tellTale">A table with all of these is of this kind, whatever stands over it; none where only a heading tells.</param>
    public TableWords(ImmutableArray<Column> tellTale, params (Column Column, string[] Words)[] columns)
    {
        _tellTale = tellTale;
        _columns = columns
            .SelectMany(column => column.Words.Select(words => KeyValuePair.Create(Words.Of(words), column.Column)))
            .DistinctBy(pair => pair.Key)
            .ToFrozenDictionary();
    }

    /// <summary>A column that is there twice is filled once.</summary>
    public ImmutableArray<Column> Read(IEnumerable<string> headers)
    {
        var columns = ImmutableArray.CreateBuilder<Column>();
        foreach (var header in headers)
        {
            var column = Words.Readings(header).Select(words => _columns.GetValueOrDefault(words)).FirstOrDefault(found => found != Column.Unknown);
            columns.Add(columns.Contains(column) ? Column.Unknown : column);
        }

        return columns.ToImmutable();
    }

    public bool Tells(ImmutableArray<Column> columns) => !_tellTale.IsEmpty && _tellTale.All(columns.Contains);
}
