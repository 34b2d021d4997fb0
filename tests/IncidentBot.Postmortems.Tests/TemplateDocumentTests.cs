using Xunit;

namespace IncidentBot.Postmortems.Tests;

/// <summary>Forms as teams really use them, in <c>Documents/Templates/</c>, each with the document of one played incident beside it.</summary>
public class TemplateDocumentTests
{
    [Theory]
    [InlineData("one-page")]
    [InlineData("status-table")]
    [InlineData("lucky")]
    [InlineData("five-whys")]
    [InlineData("roles")]
    [InlineData("tracker")]
    public void Gives_the_document_that_a_reader_would_accept(string name)
    {
        var incident = FullIncident.Driven();

        var document = PostmortemRenderer.Assemble(TemplateFiles.Read(name), incident.Record, incident.Log);

        Golden.AssertIs($"Templates/{name}.document.md", PostmortemRenderer.Render(document, Form.Draft));
    }

    [Theory]
    [InlineData("one-page")]
    [InlineData("status-table")]
    [InlineData("lucky")]
    [InlineData("five-whys")]
    [InlineData("roles")]
    [InlineData("tracker")]
    public void Marks_no_gap_in_the_finished_document(string name)
    {
        var incident = WorkedExample.DrivenByNotes();

        var document = PostmortemRenderer.Assemble(TemplateFiles.Read(name), incident.Record, incident.Log);

        Assert.DoesNotContain(MarkdownWriter.GapText, PostmortemRenderer.Render(document, Form.Finished), StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_every_slot_an_id_of_its_own()
    {
        var record = FullIncident.Driven().Record;

        Assert.All(TemplateFiles.Names, name =>
        {
            var ids = PostmortemRenderer.Assemble(TemplateFiles.Read(name), record, []).Slots.Select(slot => slot.Id).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.DoesNotContain("", ids);
        });
    }
}
