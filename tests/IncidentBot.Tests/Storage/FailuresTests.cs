using IncidentBot.Storage.Embedded;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class FailuresTests
{
    [Theory]
    [InlineData("initdb: error: could not write file: No space left on device", "is full: free some space")]
    [InlineData("initdb: error: could not look up effective user ID 12345: user does not exist", "without an entry in /etc/passwd")]
    [InlineData("FATAL:  data directory \"/x\" has wrong ownership", "belongs to another user")]
    [InlineData("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "not enough memory")]
    [InlineData("UTC [1] LOG:  starting\nUTC [1] FATAL:  something new\nUTC [1] LOG:  shut down", "could not start: something new.")]
    public void What_the_server_says_becomes_a_sentence_with_a_cure(string output, string expected)
    {
        using var temporary = new TemporaryFolder();
        using var folder = DataFolder.Open(temporary.Path);

        var refusal = Failures.OfServer("start", output, folder);

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
