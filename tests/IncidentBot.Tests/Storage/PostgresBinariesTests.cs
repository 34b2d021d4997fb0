using IncidentBot.Storage;
using IncidentBot.Storage.Embedded;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class PostgresBinariesTests
{
    [Fact]
    public async Task A_folder_without_programs_is_refused_with_every_cure()
    {
        using var empty = new TemporaryFolder();
        Directory.CreateDirectory(empty.Path);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => FindAsync(null, empty.Path));

        Assert.Contains(empty.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("INCIDENTBOT_PG_BIN", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:IncidentBot", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_the_installed_programs()
    {
        var found = await FindAsync(null, null);

        Assert.True(File.Exists(found.PathOf("initdb")));
        Assert.Null(new FileInfo(found.PathOf("initdb")).LinkTarget);
    }

    [Fact]
    public async Task Programs_of_another_version_than_the_data_are_refused()
    {
        var installed = await FindAsync(null, null);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => FindAsync(99, null));

        Assert.Contains("written by PostgreSQL 99", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("found: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{installed.Major}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql-99", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<PostgresBinaries> FindAsync(int? wantedMajor, string? namedFolder) =>
        PostgresBinaries.FindAsync(wantedMajor, namedFolder, TestContext.Current.CancellationToken);
}
