using System.Collections.Immutable;

namespace IncidentBot.Postmortems.Template;

/// <summary>Something that the record of an incident can say.</summary>
/// <param name="Name">Of the slot, whatever the template calls it: completeness and chat speak of it under this name.</param>
internal sealed record KnownSlot(string Name, Func<Facts, TemplateSlot, Fact> Find)
{
    /// <summary>Where a heading asks for it and gives it no shape.</summary>
    public Content Natural { get; init; } = new Prose(null);

    /// <summary>The columns that it can fill.</summary>
    public TableWords? Table { get; init; }

    /// <summary>Beside a slot of that name it only repeats.</summary>
    public string? Repeats { get; init; }

    /// <summary>Whether it only repeats what the record says elsewhere.</summary>
    public Func<Facts, bool>? OnlyRepeats { get; init; }

    /// <summary>Whether boxes to tick can be read by it.</summary>
    public bool GivesChoices { get; init; }

    public bool GivesJson { get; init; }

    /// <summary>What stands in the template where something else is meant: a status of <c>[Draft / Final]</c> is the document's.</summary>
    public ImmutableArray<string> NotMeantBy { get; init; } = [];

    public bool IsMeantBy(SlotDraft slot) => Fits(slot.Shape) && !NotMeantBy.Any(word => slot.Hint.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it can stand in a slot of that shape.</summary>
    public bool Fits(Content shape) => shape switch
    {
        Rows => Table is not null,
        Choices => GivesChoices,
        JsonBlock => GivesJson,
        _ => true,
    };
}

/// <summary>What is known of a slot, in as many shapes as it has.</summary>
internal sealed record Fact
{
    public static Fact Unknown { get; } = new();

    public ImmutableArray<Line> Lines { get; init; } = [];
    /// <summary>What parts the lines where there is place for one only.</summary>
    public string Separator { get; init; } = "\n";

    public ImmutableArray<Check> Checks { get; init; } = [];
    public ImmutableArray<FactRow> Rows { get; init; } = [];
    public ImmutableArray<JsonMember> Members { get; init; } = [];

    /// <summary>The answer of those words as they shall be shown, ticked or not.</summary>
    public Func<string, Check>? Choice { get; init; }

    /// <summary>A word by the program that stands before it.</summary>
    public Slot? Remark { get; init; }

    public static Fact Of(Line? line) => line is null ? Unknown : new Fact { Lines = [line] };

    public static Fact Of(ImmutableArray<Line> lines) => new() { Lines = lines };
}

internal sealed record FactRow(ImmutableDictionary<Column, string> Cells, ImmutableArray<long> Evidence, string? By = null, DateTimeOffset? When = null)
{
    public static FactRow Of(ImmutableArray<long> evidence, params ReadOnlySpan<(Column Column, string Text)> cells)
    {
        var row = ImmutableDictionary.CreateBuilder<Column, string>();
        foreach (var (column, text) in cells)
            row[column] = text;
        return new FactRow(row.ToImmutable(), evidence);
    }
}
