using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class ExportingTests
{
    [Theory]
    [InlineData("md", "md")]
    [InlineData("Markdown", "md")]
    [InlineData("HTML", "html")]
    [InlineData("pdf", "pdf")]
    [InlineData("word", "docx")]
    [InlineData("docx", "docx")]
    [InlineData("json", "json")]
    public void Shares_the_document_in_the_format_that_was_named(string typed, string format)
    {
        var decision = Room.WithIncident().Type($"postmortem export {typed}");

        Assert.Equal([new ShareDocument(format)], decision.FollowUps);
    }

    [Fact]
    public void Offers_every_format_where_none_was_named()
    {
        var decision = Room.WithIncident().Type("postmortem export");

        Assert.Empty(decision.FollowUps);
        Assert.Equal(
            ["md", "html", "pdf", "docx", "json"],
            decision.ToSender!.Parts.OfType<Offered>().Select(offer => offer.Command.Split(' ')[^1]));
    }

    [Fact]
    public void Refuses_a_word_that_is_no_format()
    {
        var refusal = Room.WithIncident().Refusal("postmortem export exe");

        Assert.Contains("“exe” is no format I know: there are md, html, pdf, docx, json.", refusal, StringComparison.Ordinal);
    }
}
