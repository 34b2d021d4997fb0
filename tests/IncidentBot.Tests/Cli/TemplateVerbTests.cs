using IncidentBot.Cli;
using IncidentBot.Documents;
using IncidentBot.Health;
using IncidentBot.Postmortems.Template;
using IncidentBot.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace IncidentBot.Tests.Cli;

public sealed class TemplateVerbTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Shows_what_the_bot_makes_of_a_template()
    {
        await File.WriteAllTextAsync(_path, "# T\n\n## Luck\n\n- [luck]\n\n## Root cause\n\nAs it is.\n", TestContext.Current.CancellationToken);
        using var output = new StringWriter();

        var code = await TemplateVerb.RunAsync([_path], output, TextWriter.Null);

        Assert.Equal(0, code);
        Assert.Contains("   5    Luck: bulleted list, for people, optional\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("   9    text as it is: As it is.\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Primary Cause: text, filled from the record, required\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_file_and_line_of_what_is_broken()
    {
        await File.WriteAllTextAsync(_path, "# T\n\n## [Section]\n", TestContext.Current.CancellationToken);
        using var errors = new StringWriter();

        var code = await TemplateVerb.RunAsync([_path], TextWriter.Null, errors);

        Assert.Equal(1, code);
        Assert.StartsWith($"{_path}: line 3: ", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## [Section]")]
    [InlineData(null)]
    public async Task Falls_back_to_the_programs_own_template_and_tells_the_operator(string? markdown)
    {
        File.Delete(_path);
        if (markdown is not null)
            await File.WriteAllTextAsync(_path, markdown, TestContext.Current.CancellationToken);

        var documents = new DocumentTemplate(Options.Create(new TemplateOptions { TemplatePath = _path }), NullLogger<DocumentTemplate>.Instance);
        var findings = await new TemplateDiagnosis(documents).ExamineAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Same(PostmortemTemplate.Default, documents.Template);
        var finding = Assert.Single(findings);
        Assert.Equal(FindingKind.Problem, finding.Kind);
        Assert.Contains(_path, finding.What, StringComparison.Ordinal);
    }
}
