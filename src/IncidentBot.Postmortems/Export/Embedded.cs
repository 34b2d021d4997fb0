namespace IncidentBot.Postmortems.Export;

/// <summary>Texts that come with the program.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var resource = typeof(Embedded).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
