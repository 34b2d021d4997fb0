using IncidentBot.Storage;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public void A_file_name_gives_number_and_name()
    {
        var migration = Migration.FromFile("0012_action_items.sql", "select 1");

        Assert.Equal(new Migration(12, "action_items", "select 1"), migration);
        Assert.Equal("0012_action_items.sql", migration.FileName);
    }

    [Theory]
    [InlineData("12_action_items.sql")]
    [InlineData("0012-action-items.sql")]
    [InlineData("0012_action_items.sql.bak")]
    public void Refuses_a_file_name_that_is_not_a_number_and_words(string fileName)
    {
        Assert.Throws<InvalidOperationException>(() => Migration.FromFile(fileName, "select 1"));
    }

    [Fact]
    public void A_checkout_with_other_line_ends_is_the_same_script()
    {
        var unix = new Migration(1, "lamps", "select 1;\nselect 2;\n");
        var windows = unix with { Sql = "\uFEFFselect 1;\r\nselect 2;\r\n" };
        var other = unix with { Sql = "select 1;\nselect 3;\n" };

        Assert.Equal(unix.Sha256, windows.Sha256);
        Assert.NotEqual(unix.Sha256, other.Sha256);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void Refuses_numbers_with_a_gap_or_a_repeat(int first, int second)
    {
        Migration[] migrations = [new(first, "one", "select 1"), new(second, "two", "select 2")];

        Assert.Throws<InvalidOperationException>(() => Migration.InOrder(migrations));
    }

    [Fact]
    public void The_programs_own_scripts_are_numbered_from_one()
    {
        var numbers = Migration.Embedded().Select(migration => migration.Number).ToArray();

        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
    }
}
