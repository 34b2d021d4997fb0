using System.ComponentModel.DataAnnotations;
using IncidentBot.Chat.Questions;
using Xunit;

namespace IncidentBot.Tests.Questions;

public sealed class QuestionOptionsTests
{
    [Fact]
    public void The_defaults_are_fit_for_use() => Assert.Empty(Faults(new QuestionOptions()));

    [Theory]
    [InlineData(0, 30, 24, "Questions:QuietMinutes")]
    [InlineData(10, -1, 24, "Questions:PauseMinutes")]
    [InlineData(10, 30, 400, "Questions:PatienceHours")]
    public void A_setting_that_makes_no_sense_is_named(int quiet, int pause, int patience, string setting)
    {
        var faults = Faults(new QuestionOptions { QuietMinutes = quiet, PauseMinutes = pause, PatienceHours = patience });

        Assert.StartsWith(setting, Assert.Single(faults).ErrorMessage, StringComparison.Ordinal);
    }

    private static List<ValidationResult> Faults(QuestionOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults;
    }
}
