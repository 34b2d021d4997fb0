using DocumentFormat.OpenXml.Wordprocessing;

namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>The lists of a document: all bullets are one, each numbered list counts for itself.</summary>
internal sealed class DocxNumbering
{
    public const int Bullets = 1;

    private const int BulletLook = 0;
    private const int NumberLook = 1;
    private const int Levels = 9;

    private readonly List<NumberingInstance> _lists = [new(new AbstractNumId { Val = BulletLook }) { NumberID = Bullets }];

    /// <returns>The id of a new numbered list.</returns>
    public int Count(int level, int start)
    {
        var id = _lists.Count + 1;
        _lists.Add(new NumberingInstance(
            new AbstractNumId { Val = NumberLook },
            new LevelOverride(new StartOverrideNumberingValue { Val = start }) { LevelIndex = level })
        { NumberID = id });
        return id;
    }

    public Numbering ToNumbering() => new([Look(BulletLook, Bullet), Look(NumberLook, Number), .. _lists]);

    private static AbstractNum Look(int id, Func<int, Level> level) =>
        new([new MultiLevelType { Val = MultiLevelValues.HybridMultilevel }, .. Enumerable.Range(0, Levels).Select(level)]) { AbstractNumberId = id };

    private static Level Bullet(int level) => OfLevel(level, NumberFormatValues.Bullet, level % 2 == 0 ? "•" : "◦");

    private static Level Number(int level) => OfLevel(level, NumberFormatValues.Decimal, $"%{level + 1}.");

    private static Level OfLevel(int level, NumberFormatValues format, string text) => new(
        new StartNumberingValue { Val = 1 },
        new NumberingFormat { Val = format },
        new LevelText { Val = text },
        new LevelJustification { Val = LevelJustificationValues.Left },
        new PreviousParagraphProperties(new Indentation { Left = $"{(level + 1) * DocxPlace.Step}", Hanging = $"{DocxPlace.Step}" }))
    { LevelIndex = level };
}
