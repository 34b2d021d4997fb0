using IncidentBot.Teams;
using Microsoft.Extensions.Options;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsOptionsTests
{
    public static TheoryData<string, TeamsOptions> Wrong => new()
    {
        { "Teams:OpenIdMetadataUrl", new TeamsOptions { OpenIdMetadataUrl = "http://login.botframework.com/" } },
        { "Teams:OpenIdMetadataUrl", new TeamsOptions { OpenIdMetadataUrl = "login.botframework.com" } },
        { "Teams:Issuer", new TeamsOptions { Issuer = "api.botframework.com" } },
        { "Teams:TokenUrl", new TeamsOptions { TokenUrl = "http://login.microsoftonline.com/token" } },
        { "Teams:TokenUrl", new TeamsOptions { TokenUrl = "ws://localhost/token" } },
        { "Teams:AppId", new TeamsOptions { AppId = "6e9b 1d2c" } },
        { "Teams:TenantId", new TeamsOptions { TenantId = "common" } },
        { "Teams:AllowedTenants", new TeamsOptions { AllowedTenants = [" "] } },
        { "Teams:AllowedServiceUrls", new TeamsOptions { AllowedServiceUrls = ["*.botframework.com"] } },
        { "Teams:Graph:BaseUrl", new TeamsOptions { Graph = { Enabled = true, BaseUrl = "https://graph.example.com" } } },
        { "Teams:Graph:BaseUrl", new TeamsOptions { Graph = { Enabled = true, BaseUrl = "http://graph.microsoft.com" } } },
        { "Teams:Graph:BaseUrl", new TeamsOptions { Graph = { Enabled = true, BaseUrl = "https://graph.microsoft.com:8443" } } },
        { "Teams:Graph:BaseUrl", new TeamsOptions { Graph = { Enabled = true, BaseUrl = "https://graph.microsoft.com/beta" } } },
        { "Teams:Graph:Enabled", new TeamsOptions { Graph = { Enabled = true }, AllowUnauthenticated = true } },
        { "Teams:OwnChannel needs Teams:Graph:Enabled", new TeamsOptions { OwnChannel = true } },
        { "Teams:Certificate:Password", new TeamsOptions { Certificate = { Password = "open" } } },
        { "Teams:AllowedServiceUrls", new TeamsOptions { AllowedServiceUrls = ["http://smba.trafficmanager.net/"] } },
    };

    [Fact]
    public void Takes_the_defaults() => Assert.True(Check(new TeamsOptions()).Succeeded);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Names_the_setting_that_cannot_work(string setting, TeamsOptions options) =>
        Assert.StartsWith(setting, Check(options).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void Takes_plain_http_on_this_machine() => Assert.True(Check(new TeamsOptions
    {
        OpenIdMetadataUrl = "http://127.0.0.1:8080/openid",
        TokenUrl = "http://localhost:8080/token",
        AllowedServiceUrls = ["http://127.0.0.1:8080/", "localhost"],
        Graph = { Enabled = true, BaseUrl = "http://127.0.0.1:8081" },
    }).Succeeded);

    private static ValidateOptionsResult Check(TeamsOptions options) => new TeamsOptionsCheck(TimeProvider.System).Validate(null, options);
}
