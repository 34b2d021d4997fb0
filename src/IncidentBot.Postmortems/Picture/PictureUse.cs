namespace IncidentBot.Postmortems.Picture;

/// <summary>Where the picture will stand.</summary>
public enum PictureUse
{
    /// <summary>Part of a page: text in the page's colour, everything in the page's <c>--picture-*</c> if it has them. No style of its own, which a strict policy would refuse.</summary>
    Page,

    /// <summary>By itself: brings colours for light and dark.</summary>
    File,

    /// <summary>To be made into pixels by whatever program: plain colours on white.</summary>
    Print,
}

/// <summary>The colours. Bands become lighter as an incident gets better, so that they differ without colour as well; their words are dark on all of them.</summary>
internal sealed class PictureInk(PictureUse use)
{
    public const string OnBand = "#1c1e21";

    /// <summary>For a file of its own, where no page sets them.</summary>
    public const string Style = """
        <style>
        :root{--picture-ink:#1c1e21;--picture-quiet:#57606a;--picture-line:#d0d5db;--picture-ground:#ffffff}
        @media (prefers-color-scheme:dark){:root{--picture-ink:#e4e6ea;--picture-quiet:#a2abb5;--picture-line:#3a4048;--picture-ground:#16181c;--picture-bar:#7aaede;--picture-severity:#f08a80;--picture-mark:#c3a5f0}}
        </style>

        """;

    public string Ink => Colour("ink", use == PictureUse.Print ? "#1c1e21" : "currentColor");

    public string Quiet => Colour("quiet", use == PictureUse.Print ? "#57606a" : "currentColor");

    public string Line => Colour("line", use == PictureUse.Print ? "#d0d5db" : "#8b949e");

    public string Bar => Colour("bar", "#4a7fb5");

    public string Severity => Colour("severity", "#c0504d");

    public string Mark => Colour("mark", "#8257c4");

    /// <summary>A page has a ground already.</summary>
    public string? Ground => use == PictureUse.Page ? null : Colour("ground", "#ffffff");

    public string Band(PhaseKind kind) => Colour(kind.ToString().ToLowerInvariant(), kind switch
    {
        PhaseKind.Investigating => "#e8846a",
        PhaseKind.Reopened => "#dd7899",
        PhaseKind.Identified => "#f2bb61",
        PhaseKind.Mitigated => "#b5daf2",
        _ => "#dcf0d3",
    });

    private string Colour(string name, string otherwise) => use == PictureUse.Print ? otherwise : $"var(--picture-{name}, {otherwise})";
}
