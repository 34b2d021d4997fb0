using DocumentFormat.OpenXml.Packaging;

namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>The addresses that a document leads to; each is written down once.</summary>
internal sealed class DocxLinks(MainDocumentPart main)
{
    /// <summary>Word takes a file with a longer address for damaged.</summary>
    private const int LongestAddress = 2000;

    private readonly Dictionary<string, string> _ids = [];

    /// <returns>Nothing for what leads neither to a page nor to a person: then the words stand alone.</returns>
    public string? IdOf(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "mailto"))
            return null;
        if (Written(uri) is not { Length: <= LongestAddress } target)
            return null;
        if (_ids.TryGetValue(target, out var known))
            return known;

        var id = $"rIdLink{_ids.Count + 1}";
        main.AddHyperlinkRelationship(new Uri(target), isExternal: true, id);
        _ids.Add(target, id);
        return id;
    }

    private static string? Written(Uri uri) => Uri.IsWellFormedUriString(uri.AbsoluteUri, UriKind.Absolute) ? uri.AbsoluteUri : null;
}
