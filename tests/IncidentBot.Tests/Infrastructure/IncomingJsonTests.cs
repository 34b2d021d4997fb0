using System.Text;
using Xunit;

namespace IncidentBot.Tests.Infrastructure;

public sealed class IncomingJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("{\"a\":\"\\u12")]
    [InlineData("{\"a\":\"\\")]
    public void Refuses_what_is_no_object(string json) => Assert.False(IncomingJson.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Refuses_bytes_that_are_no_utf8()
    {
        byte[] json = [.. "{\"a\":\""u8, 0xFF, 0xC0, .. "\"}"u8];

        Assert.False(IncomingJson.TryParse(json, out _));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Refuses_what_is_nested_too_deep(int depth, bool isRead)
    {
        var json = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

        Assert.Equal(isRead, IncomingJson.TryParse(Encoding.UTF8.GetBytes(json), out var document));

        document?.Dispose();
    }

    [Theory]
    [InlineData("""{"a":"x\u0000y"}""", "x\uFFFDy")]
    [InlineData("""{"a":"x\ud83dy"}""", "x\uFFFDy")]
    [InlineData("""{"a":"x\ude92\ud83d"}""", "x\uFFFD\uFFFD")]
    [InlineData("""{"a":"\ud83d\ude92\n\u00e9"}""", "🚒\né")]
    [InlineData("""{"a":"\\u0000\\ud83d"}""", "\\u0000\\ud83d")]
    public void Makes_storable_what_no_database_takes(string json, string text)
    {
        var isRead = IncomingJson.TryParse(Encoding.UTF8.GetBytes(json), out var document);

        Assert.True(isRead);
        Assert.Equal(text, document!.RootElement.Text("a"u8));
        document.Dispose();
    }
}
