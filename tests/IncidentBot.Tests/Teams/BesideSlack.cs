using IncidentBot.Tests.Teams.Fake;

namespace IncidentBot.Tests.Teams;

/// <summary>Teams for a bot that is in Slack as well.</summary>
internal static class BesideSlack
{
    public static (string Name, string Value)[] SettingsOf(FakeConnector teams, FakeLogin login) =>
    [
        ("Teams:AppId", FakeConnector.AppId),
        ("Teams:AppPassword", FakeConnector.Secret),
        ("Teams:TenantId", FakeConnector.Tenant),
        ("Teams:TokenUrl", teams.TokenUrl),
        ("Teams:OpenIdMetadataUrl", login.Metadata.AbsoluteUri),
        ("Teams:AllowedServiceUrls:0", teams.ServiceUrl),
    ];
}
