using CsCheck;
using IncidentBot.Postmortems.Template;
using Xunit;

namespace IncidentBot.Postmortems.Tests;

/// <summary>However a template is put together: nothing that waits to be replaced reaches a reader, and fixed text always does.</summary>
public class TemplateProperties
{
    private const string Kept = "Kept as *it*  is.";

    private static readonly string[] Placeholders =
    [
        "[zzq]", "[zzq one/zzq two]", "<zzq name>", "{{zzq.title}}", "X%", "X% of users", "$X", "HH:MM", "YYYY-MM-DD", "YYYY-MM-DD HH:MM UTC",
        "X hours Y minutes", "_zzq hint_", "*zzq hint*", "(zzq sentences)", "TODO", "TBD", "`INC-YYYY-MMDD-HHMM`", "[zzq](url)", "INC-XXXX", "<!-- zzq -->[zzq]",
    ];

    private static readonly string[] Labels = ["Severity", "Impact", "Owner", "Luck", "Started at", "Root cause", "Why?", "Services", "What went well", "Timeline", "Status"];

    private static readonly string[] Frames =
    [
        "## L", "### L\n\nP", "**L**: P", "**L:** P  ", "L: P", "L - P", "- P", "- **L**: P", "- L: P\n- P", "* L\n  - P", "1. P", "1. **L**:\n   - P", "- [ ] P", "- [ ] L\n- [ ] P",
        "**L**\n\n- P", "**L**:\n\nP", "| L | Owner |\n|---|---|\n| zzq sample | P |", "| Item | Value |\n|---|---|\n| L | P |", "> P", "> Some words P.", "Some words P.", "P",
        "```\nP\n```", "```json\n{ \"zzq\": 1 }\n```", "Kept as *it*  is.", "<!-- zzq -->", "## L P", "L\n---\n\nP", "**L**: P\n**L**: P",
    ];

    private static readonly Gen<string> Markdown =
        Gen.Select(Gen.Int[0, Frames.Length - 1], Gen.Int[0, Labels.Length - 1], Gen.Int[0, Placeholders.Length - 1])
            .Where(piece => !IsPlainText(Frames[piece.Item1], Placeholders[piece.Item3]))
            .Select(piece => Frames[piece.Item1].Replace("P", Placeholders[piece.Item3], StringComparison.Ordinal).Replace("L", Labels[piece.Item2], StringComparison.Ordinal))
            .List[1, 12]
            .Select(pieces => "# Title\n\n" + string.Join("\n\n", pieces) + "\n");

    [Fact]
    public void Nothing_to_be_replaced_reaches_a_reader()
    {
        var (started, full) = (WorkedExample.Started().Record, FullIncident.Driven().Record);

        Markdown.Sample(markdown =>
        {
            if (PostmortemTemplate.Read(markdown).Template is not { } template)
                return;

            foreach (var record in new[] { started, full })
            {
                var document = PostmortemRenderer.Assemble(template, record, []);
                var shown = PostmortemRenderer.Render(document, Form.Draft);
                Assert.All(["zzq", "YYYY", "HH:MM", "TODO", "TBD", "X%", "$X", "X hours", "XXXX"], trace => Assert.DoesNotContain(trace, shown, StringComparison.OrdinalIgnoreCase));
                Assert.Equal(Times(Kept, markdown), Times(Kept, shown));
                Assert.Equal(Times(Kept, markdown), Times(Kept, PostmortemRenderer.Render(document, Form.Finished)));
            }
        }, iter: 1_500);
    }

    /// <summary>Among other words, italics and parentheses are only that; in code with other words in it, nothing waits to be replaced.</summary>
    private static bool IsPlainText(string frame, string placeholder)
    {
        var isHint = placeholder[0] is '_' or '*' or '(';
        var isInWords = frame == "## L P" || frame.Contains("words", StringComparison.Ordinal);
        var isMoreThanOne = placeholder.StartsWith("<!--", StringComparison.Ordinal) || placeholder.EndsWith("users", StringComparison.Ordinal);
        return (isHint && isInWords) || (isMoreThanOne && frame.StartsWith("```", StringComparison.Ordinal));
    }

    private static int Times(string part, string text) => text.Split(part).Length - 1;
}
