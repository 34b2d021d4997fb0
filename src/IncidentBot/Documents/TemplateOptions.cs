namespace IncidentBot.Documents;

/// <summary><c>Postmortem</c>: what the document is made of.</summary>
public sealed class TemplateOptions
{
    public const string Section = "Postmortem";

    /// <summary>A Markdown file of the team's own; empty for the template that comes with the program.</summary>
    public string TemplatePath { get; set; } = "";
}
