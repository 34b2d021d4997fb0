using IncidentBot.Storage;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Data_is_kept_below_the_current_directory_unless_told_otherwise()
    {
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "data"), new StorageOptions().FullDataDirectory);
        Assert.Equal("/srv/bot", new StorageOptions { DataDirectory = "/srv/bot" }.FullDataDirectory);
    }
}
