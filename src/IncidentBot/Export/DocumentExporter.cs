using System.Text;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Export;

namespace IncidentBot.Export;

/// <summary>Writes the document as a file of any format; chat, pages and command line give the same bytes.</summary>
public sealed class DocumentExporter(PdfPrinter printer, Chromium chromium, PageLinks links)
{
    /// <returns>Nothing where it can be had here; else a sentence that says why not and what to do instead.</returns>
    public string? WhyNot(ExportFormat format) => format == ExportFormat.Pdf && chromium.Find() is null
        ? $"{chromium.WhyNone()} Ask for html instead and print that from a browser: it is laid out for paper."
        : null;

    /// <exception cref="PrintFailedException">Of a PDF only.</exception>
    public async Task<byte[]> WriteAsync(ExportFormat format, LiveDocument live, Form form, CancellationToken cancellationToken) => format == ExportFormat.Json
        ? Encoding.UTF8.GetBytes(JsonExport.Write(live.Record, live.Document, form, links.Schema, live.Frozen?.Sha256))
        : await WriteAsync(format, live.Document.Title, live.Markdown(form), cancellationToken);

    /// <summary>Of a text that is there already, such as a frozen one.</summary>
    /// <exception cref="ArgumentException">For JSON: a text has no model.</exception>
    /// <exception cref="PrintFailedException">Of a PDF only.</exception>
    public async Task<byte[]> WriteAsync(ExportFormat format, string title, string markdown, CancellationToken cancellationToken) => format.Word switch
    {
        "md" => Encoding.UTF8.GetBytes(markdown),
        "html" => Encoding.UTF8.GetBytes(HtmlExport.Write(title, markdown)),
        "pdf" => await printer.PrintAsync(HtmlExport.Write(title, markdown), cancellationToken),
        "docx" => DocxExport.Write(title, markdown),
        _ => throw new ArgumentException($"A text cannot be written as {format.Name}.", nameof(format)),
    };
}
