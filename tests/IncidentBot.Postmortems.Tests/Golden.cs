using Xunit;

namespace IncidentBot.Postmortems.Tests;

/// <summary>Documents as a reader would accept them, in <c>Documents/</c>.</summary>
internal static class Golden
{
    public static void AssertIs(string document, string actual)
    {
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", document));

        Assert.Equal(expected, actual);
    }
}
