using System.ComponentModel.DataAnnotations;
using IncidentBot.Chat.Nudges;
using IncidentBot.Incidents.Nudges;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IncidentBot.Tests.Nudges;

public sealed class NudgeOptionsTests
{
    [Fact]
    public void The_defaults_are_those_of_the_policies()
    {
        var (options, policies) = (new NudgeOptions(), new NudgeSettings());

        Assert.Empty(Faults(options));
        Assert.Equal(policies.UpdateEvery, options.Settings.UpdateEvery);
        Assert.Equal(policies, options.Settings with { UpdateEvery = policies.UpdateEvery });
    }

    [Theory]
    [InlineData("NoCommanderMinutes", "-1")]
    [InlineData("NoSeverityMinutes", "2000")]
    [InlineData("QuietMinutes", "-5")]
    [InlineData("NobodyActsMinutes", "1441")]
    [InlineData("UrgentPostmortemDays", "61")]
    [InlineData("PostmortemWorkingDays", "-1")]
    [InlineData("ReviewAgainDays", "100")]
    [InlineData("SignOffWorkingDays", "-1")]
    [InlineData("MostMessages", "-1")]
    [InlineData("WithinMinutes", "0")]
    [InlineData("UpdateEvery:P0", "-30")]
    [InlineData("UpdateEvery:P4", "30")]
    public void A_setting_that_makes_no_sense_is_named(string setting, string value)
    {
        var options = new NudgeOptions();
        new ConfigurationBuilder().AddInMemoryCollection([new($"Nudges:{setting}", value)]).Build().GetSection(NudgeOptions.Section).Bind(options);

        Assert.StartsWith($"Nudges:{setting}", Assert.Single(Faults(options)).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void One_severity_can_be_set_and_the_others_stay()
    {
        var options = new NudgeOptions();

        new ConfigurationBuilder().AddInMemoryCollection([new("Nudges:UpdateEvery:P2", "240")]).Build().GetSection(NudgeOptions.Section).Bind(options);

        Assert.Equal([30, 60, 240, 0], options.Settings.UpdateEvery.Select(every => every.TotalMinutes));
    }

    private static List<ValidationResult> Faults(NudgeOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults;
    }
}
