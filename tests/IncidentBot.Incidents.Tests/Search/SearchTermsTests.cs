using IncidentBot.Incidents.Search;
using Xunit;

namespace IncidentBot.Incidents.Tests.Search;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("connection pool", "connection | pool*")]
    [InlineData("\"connection pool\" full", "connection pool | full*")]
    [InlineData("\"connection pool\"", "connection pool")]
    [InlineData("“connection pool", "connection pool")]
    [InlineData("connection_pool.exhausted", "connection pool exhausted*")]
    [InlineData("INC-2024…", "inc 2024*")]
    [InlineData("E11000 503", "e11000 | 503*")]
    [InlineData("a", "a")]
    [InlineData("Überlauf CAFÉ", "uberlauf | cafe*")]
    [InlineData("接続プール", "接 続 プ ー ル")]
    [InlineData("Пул соединений", "пул | соединении*")]
    [InlineData("!!! -- \"\"", "")]
    public void Words_are_read_as_people_mean_them(string typed, string expected)
    {
        var read = string.Join(" | ", SearchTerms.Read(typed).Select(term => string.Join(' ', term.Words) + (term.IsBeginning ? "*" : "")));

        Assert.Equal(expected, read);
    }

    [Fact]
    public void Anything_typed_is_read()
    {
        foreach (var typed in new[] { "\uD83D", new string('x', 100_000), "'; drop table incidents --", "\\ ' : & | ! ( )", "\0", "ŉ½ﬀ" })
            Assert.All(SearchTerms.Read(typed), term => Assert.NotEmpty(term.Words));
    }
}
