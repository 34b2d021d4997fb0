using System.Runtime.CompilerServices;
using IncidentBot.Health;
using IncidentBot.Postmortems.Export;

namespace IncidentBot.Export;

/// <summary>Whether the postmortem can be had as a PDF; a line is printed to know.</summary>
public sealed class PdfDiagnosis(Chromium chromium, PdfPrinter printer) : IDiagnosis
{
    private const string Cure = "Install Chromium, or set Export:ChromiumPath to a browser that runs as this user; until then people print the HTML export themselves.";

    public string Part => "the PDF export";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (chromium.Find() is not { } browser)
            yield return Finding.Warning(chromium.WhyNone(), Cure);
        else
            yield return await WhyNotAsync(cancellationToken) is { } reason
                ? Finding.Warning(reason, Cure)
                : Finding.Ok($"Postmortems are printed as PDF by {browser}.");
    }

    private async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        try
        {
            await printer.PrintAsync(HtmlExport.Write("Doctor", "It prints.\n"), cancellationToken);
            return null;
        }
        catch (PrintFailedException failed)
        {
            return failed.Message;
        }
    }
}
