using System.Globalization;
using System.Text;
using IncidentBot.Documents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Cli;

/// <summary><c>template [path]</c>: whether a template can be used, and what the bot makes of it; without a path that of the settings.</summary>
public static class TemplateVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args.FirstOrDefault() is { } word && word.StartsWith('-') && !word.Contains(':', StringComparison.Ordinal))
        {
            await errors.WriteLineAsync("For example: template, template our-postmortem.md");
            return ExitCodes.Usage;
        }

        var file = args.FirstOrDefault() is { } path && !path.StartsWith('-') ? TemplateFile.Read(path) : CommandLineTemplate.InSettings(args);
        if (file is { Template: null })
        {
            foreach (var problem in file.Problems)
                await errors.WriteLineAsync($"{file.Path}: {problem}");
            return ExitCodes.Failed;
        }

        await output.WriteAsync(Preview(file?.Template ?? PostmortemTemplate.Default));
        return ExitCodes.Done;
    }

    /// <summary>A line for each section and slot, with the line of the template where it stands.</summary>
    public static string Preview(PostmortemTemplate template)
    {
        var preview = new StringBuilder();
        foreach (var section in template.Sections)
        {
            preview.Append(CultureInfo.InvariantCulture, $"{section.Line,4}  {new string('#', section.Level + 1)} {(section.Heading.Length == 0 ? "(before the first heading)" : section.Heading)}\n");
            foreach (var part in section.Parts)
                preview.Append(CultureInfo.InvariantCulture, $"{part.Line,4}    {Described(part)}\n");
        }

        var slots = template.Slots.Where(IsToFill).ToList();
        preview.Append(CultureInfo.InvariantCulture, $"\n{slots.Count} slots: {slots.Count(slot => slot.IsKnown)} filled from the record, {slots.Count(slot => !slot.IsKnown)} for people; {slots.Count(slot => slot.Need == Need.Required)} required.\n");
        return preview.ToString();
    }

    private static string Described(TemplatePart part) => part switch
    {
        TemplateSlot slot when !IsToFill(slot) => $"label: {slot.Name}",
        TemplateSlot slot => $"{slot.Name}: {ShapeOf(slot.Shape)}, {(slot.IsKnown ? "filled from the record" : "for people")}, {slot.Need.ToString().ToLowerInvariant()}",
        FixedText text => $"text as it is: {text.Text.Split('\n')[0]}",
        _ => "",
    };

    private static bool IsToFill(TemplateSlot slot) => slot.Shape is not Label || slot.IsKnown;

    private static string ShapeOf(Content shape) => shape switch
    {
        Field => "field",
        Prose => "text",
        Label => "sentence beside a label",
        LabelledBullet => "bullet with a label",
        Bullets => "bulleted list",
        Numbered => "numbered list",
        NumberedGroup => "numbered group",
        Checklist => "checklist",
        Choices choices => $"choice of {choices.Items.Length}",
        Rows rows => $"table of {string.Join(" | ", rows.Headers)}",
        JsonBlock => "JSON",
        _ => "text",
    };
}
