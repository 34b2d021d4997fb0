using IncidentBot.Storage;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class EventChainLeafTests
{
    [Theory]
    [InlineData("""{"kind":"note","event":"a","files":[1,{"b":2,"a":null}]}""", """{ "files": [1, {"a": null, "b": 2}], "event": "a", "kind": "note" }""")]
    [InlineData("""{"text":"\u017C\u00f3\u0142w"}""", """{"text":"żółw"}""")]
    public void The_order_of_keys_and_the_spelling_of_a_text_do_not_matter(string one, string other)
    {
        Assert.Equal(WordsOf(one), WordsOf(other));
    }

    [Theory]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":["b","c"]}""", """{"a":["bc"]}""")]
    [InlineData("""{"a":"b"}""", """{"ab":""}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":[{"b":1}]}""", """{"a":{"b":1}}""")]
    [InlineData("""{"a":true}""", """{"a":false}""")]
    public void What_says_something_else_has_other_bytes(string one, string other)
    {
        Assert.NotEqual(WordsOf(one), WordsOf(other));
    }

    [Fact]
    public void An_absent_column_is_not_an_empty_one()
    {
        var leaf = new EventChainLeaf();

        Assert.NotEqual(leaf.Address("key", null), leaf.Address("key", ""));
    }

    [Fact]
    public void The_layout_is_the_one_that_stored_seals_were_made_with()
    {
        var leaf = new EventChainLeaf();
        var facts = leaf.Facts(7, "INC-2024-0115-1430", "note", new DateTime(2024, 1, 15, 14, 30, 0, DateTimeKind.Utc), "Exact", new DateTime(2024, 1, 15, 14, 30, 1, DateTimeKind.Utc), "test:ada");
        var parts = leaf.Address("key", null, null, null, null, null, null).Concat(leaf.Words("Ada", """{"kind":"note","event":"a"}""")).ToArray();

        Assert.Equal("d3e3a66082b4ae236b5357fc5c2283e9b93d8c7ec54d054b5faa4fd659cdf459", Convert.ToHexStringLower(EventChainLeaf.Of(facts, parts)));
    }

    private static string WordsOf(string detail) => Convert.ToHexStringLower(new EventChainLeaf().Words("Ada", detail));
}
