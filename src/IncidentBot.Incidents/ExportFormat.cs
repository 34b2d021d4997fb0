using System.Collections.Immutable;

namespace IncidentBot.Incidents;

/// <summary>What the document can be had as.</summary>
/// <param name="Word">What people type, and how the file's name ends: <c>pdf</c>.</param>
public sealed record ExportFormat(string Word, string Name, string MediaType)
{
    public static readonly ExportFormat Markdown = new("md", "Markdown", "text/markdown; charset=utf-8");
    public static readonly ExportFormat Html = new("html", "HTML", "text/html; charset=utf-8");
    public static readonly ExportFormat Pdf = new("pdf", "PDF", "application/pdf");
    public static readonly ExportFormat Docx = new("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    public static readonly ExportFormat Json = new("json", "JSON", "application/json; charset=utf-8");

    public static ImmutableArray<ExportFormat> All { get; } = [Markdown, Html, Pdf, Docx, Json];

    public static ExportFormat? Find(string word) =>
        All.FirstOrDefault(format => format.Word.Equals(word, StringComparison.OrdinalIgnoreCase) || format.Name.Equals(word, StringComparison.OrdinalIgnoreCase));
}
