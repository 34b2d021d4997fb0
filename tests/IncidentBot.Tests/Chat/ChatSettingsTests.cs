using System.ComponentModel.DataAnnotations;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IncidentBot.Tests.Chat;

/// <summary>What operators write in the settings, and how it is read.</summary>
public sealed class ChatSettingsTests
{
    private static readonly Conversation Nearby = new("slack", "T01", "C01");

    [Theory]
    [InlineData("C09", "slack:T01/C09")]
    [InlineData("  C09 ", "slack:T01/C09")]
    [InlineData("slack:T02/C09", "slack:T02/C09")]
    [InlineData("teams:6f1c/19:abc@thread.tacv2", "teams:6f1c/19:abc@thread.tacv2")]
    [InlineData("19:abc@thread.tacv2", "slack:T01/19:abc@thread.tacv2")]
    [InlineData("", null)]
    [InlineData("  ", null)]
    public void Reads_a_conversation_as_it_is_written(string written, string? conversation)
    {
        var read = ConversationName.Read(written, Nearby);

        Assert.Equal(conversation, read is null ? null : $"{read.Platform}:{read.Workspace}/{read.Channel}");
    }

    [Fact]
    public void Knows_no_workspace_for_a_bare_channel_that_stands_alone()
    {
        Assert.Null(ConversationName.Read("C09", null));
        Assert.NotNull(ConversationName.Read("slack:T01/C09", null));
    }

    [Theory]
    [InlineData("", "", "P3", "", true)]
    [InlineData("P0,P1", "", "P1", "", true)]
    [InlineData("sev2", "", "P1", "", true)]
    [InlineData("P0,P1", "", "P2", "", false)]
    [InlineData("P0,P1", "", "", "", false)]
    [InlineData("", "api", "", "web,API", true)]
    [InlineData("", "api", "", "web", false)]
    [InlineData("", "api", "", "", false)]
    [InlineData("P1", "api", "P1", "api", true)]
    [InlineData("P1", "api", "P2", "api", false)]
    [InlineData("P1", "api", "P1", "web", false)]
    public void Brings_people_in_by_severity_and_service(string severities, string services, string severity, string ofServices, bool applies)
    {
        var rule = new InviteRule { Severities = Words(severities), Services = Words(services), Who = ["U01"] };
        var incident = new Incident
        {
            Id = new IncidentId("INC-2024-0115-1430"),
            Severity = severity.Length == 0 ? null : Enum.Parse<Severity>(severity),
            Services = [.. Words(ofServices)],
        };

        Assert.Equal(applies, rule.Applies(incident));
    }

    [Fact]
    public void Names_each_of_those_who_are_brought_in_once()
    {
        var options = new InviteOptions { Rules = [new() { Who = ["U01", "S01"] }, new() { Who = ["S01", "U02"] }] };

        var people = options.For(new Incident { Id = new IncidentId("INC-2024-0115-1430") });

        Assert.Equal(["U01", "S01", "U02"], people);
    }

    [Fact]
    public void Tells_whoever_takes_a_role_what_the_team_wrote_and_else_what_the_bot_knows()
    {
        var options = new RoleOptions { Instructions = { ["IC"] = "Lead.", ["liaison"] = "Speak to the vendor.", ["scribe"] = "" } };

        Assert.Equal("Lead.", options.InstructionsFor(Role.Commander));
        Assert.Equal("Speak to the vendor.", options.InstructionsFor(Role.Named("Liaison")));
        Assert.Equal("", options.InstructionsFor(Role.Scribe));
        Assert.Equal(Role.Author.Instructions, options.InstructionsFor(Role.Author));
        Assert.Equal("", options.InstructionsFor(Role.Named("cook")));
    }

    [Fact]
    public void Calls_an_errand_by_words_an_operator_reads()
    {
        Assert.Equal("topic", new TopicErrand().Word);
        Assert.Equal("show document", new ShowDocumentErrand().Word);
        Assert.Equal("open home", new OpenHomeErrand(Nearby, "", false, []).Word);
    }

    [Fact]
    public void Has_no_rules_and_the_bots_own_words_by_the_file_with_the_defaults()
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build();

        Assert.Empty(settings.GetSection(InviteOptions.Section).Get<InviteOptions>()!.Rules);
        Assert.Empty(settings.GetSection(AnnouncementOptions.Section).Get<AnnouncementOptions>()!.Updates);
        Assert.Equal(Role.Scribe.Instructions, settings.GetSection(RoleOptions.Section).Get<RoleOptions>()!.InstructionsFor(Role.Scribe));
        Assert.Equal(0, settings.GetSection(HomeOptions.Section).Get<HomeOptions>()!.ArchiveAfterDays);
    }

    [Theory]
    [InlineData(-1, 30, "ActionItems:DueDays:P0")]
    [InlineData(15, 4000, "ActionItems:DueDays:P3")]
    public void A_number_of_days_that_makes_no_sense_is_named_with_one_that_does(int urgent, int mild, string setting)
    {
        var options = new DueDayOptions { P0 = urgent, P3 = mild };
        var faults = new List<ValidationResult>();

        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);

        var message = Assert.Single(faults).ErrorMessage;
        Assert.StartsWith(setting, message, StringComparison.Ordinal);
        Assert.Contains("for example 30", message, StringComparison.Ordinal);
    }

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
