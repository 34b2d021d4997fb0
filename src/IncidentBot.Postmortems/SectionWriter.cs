using System.Text.Json;

namespace IncidentBot.Postmortems;

/// <summary>Hands the slots of a section to the writer of Markdown, block by block, empty ones as gaps.</summary>
internal static class SectionWriter
{
    public static void Write(MarkdownWriter writer, Section section)
    {
        if (section.Heading.Length > 0)
            writer.Heading(section.Level + 1, section.Heading);
        foreach (var block in SectionBlocks.Of(section))
            Write(writer, [.. block.Select(slot => slot.Content)]);
    }

    private static void Write(MarkdownWriter writer, List<Content> block)
    {
        switch (block[0])
        {
            case Field:
                writer.Fields([.. block.Cast<Field>().Select(field => (field.Label, ValueOf(field)))]);
                break;
            case LabelledBullet:
                writer.LabelledBullets([.. block.Cast<LabelledBullet>().Select(bullet => (bullet.Label, TextOf(bullet.Value)))]);
                break;
            case NumberedGroup:
                writer.NumberedGroups([.. block.Cast<NumberedGroup>().Select(group => (group.Label, TextsOf(group.Items)))]);
                break;
            case Label label:
                _ = label.Sentence is { } sentence ? writer.LabelledParagraph(label.Text, sentence.Text) : writer.Label(label.Text);
                break;
            case Prose prose:
                _ = prose.Label is { } beside ? writer.LabelledParagraph(beside, TextOf(prose.Text)) : writer.Paragraph(TextOf(prose.Text));
                break;
            case Verbatim text:
                writer.Raw(text.Text);
                break;
            case Remark remark:
                writer.Emphasis(remark.Text.Text);
                break;
            case Bullets bullets:
                writer.Bullets(TextsOf(bullets.Items));
                break;
            case Numbered numbered:
                writer.Numbered(TextsOf(numbered.Items));
                break;
            case Checklist or Choices or Rows or JsonBlock:
                WriteOrGap(writer, block[0]);
                break;
            default:
                throw new InvalidOperationException($"No way to write {block[0].GetType().Name}");
        }
    }

    /// <summary>What the reader shall see even where nobody has filled it: the choices, the head of a table.</summary>
    private static void WriteOrGap(MarkdownWriter writer, Content content)
    {
        if (content is Checklist { IsEmpty: false } checklist)
            writer.Checklist(Checks(checklist.Items));
        if (content is Choices choices)
            writer.Checklist(Checks(choices.Items));
        if (content is Rows table)
            writer.Table(table.Headers, [.. table.Items.Select(row => row.Cells)]);
        if (content is JsonBlock { IsEmpty: false } json)
            writer.CodeBlock("json", JsonOf(json));
        if (content.IsEmpty)
            writer.Gap();
    }

    private static string JsonOf(JsonBlock json)
    {
        var members = json.Members.Select(member => $"  {Quoted(member.Name)}: {member.Value}");
        return $"{{\n{string.Join(",\n", members)}\n}}";
    }

    private static string Quoted(string name) => $"\"{JsonEncodedText.Encode(name)}\"";

    private static IReadOnlyList<(bool, string)> Checks(IEnumerable<Check> items) =>
        [.. items.Select(item => (item.IsChecked, item.Line.Text))];

    private static string ValueOf(Field field) =>
        field is { IsCode: true, Value: { } value } ? $"`{value.Text}`" : TextOf(field.Value);

    private static string TextOf(Line? line) => line?.Text ?? MarkdownWriter.GapText;

    private static IReadOnlyList<string> TextsOf(IReadOnlyCollection<Line> lines) =>
        lines.Count == 0 ? [MarkdownWriter.GapText] : [.. lines.Select(line => line.Text)];
}
