using System.Net;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;

namespace IncidentBot.Tests.Slack.Install;

/// <summary>The browser of somebody who installs the bot; it keeps the bot's cookie as browsers do.</summary>
internal sealed class InstallingBrowser(TestBot bot) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = bot.Address };

    /// <summary>Name and value, as they go back to the bot; nothing while there is none.</summary>
    public string? Cookie { get; set; }

    /// <summary>As the bot set it.</summary>
    public string CookieAsSet { get; private set; } = "";

    /// <returns>Where the bot sends the browser: the page that asks whether the bot may be installed.</returns>
    public async Task<Uri> BeginAsync()
    {
        using var response = await GetAsync("/slack/install");
        CookieAsSet = response.Headers.GetValues("Set-Cookie").Single();
        Cookie = CookieAsSet.Split(';')[0];
        return response.StatusCode == HttpStatusCode.Redirect
            ? response.Headers.Location!
            : throw new InvalidOperationException($"The bot sends nobody to Slack: {response.StatusCode}");
    }

    public Task<HttpResponseMessage> ComeBackAsync(Uri authorize, string answer) => GetAsync($"/slack/oauth_redirect?{answer}&state={StateIn(authorize)}");

    public Task<HttpResponseMessage> GetAsync(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        return _http.SendAsync(request, SlackWorld.Cancel);
    }

    /// <summary>Goes the whole way.</summary>
    public async Task<HttpResponseMessage> InstallAsync(FakeOAuth oauth, FakeSlack workspace, string? enterprise = null)
    {
        var authorize = await BeginAsync();
        return await ComeBackAsync(authorize, "code=" + oauth.Approve(workspace, authorize, enterprise));
    }

    public static string StateIn(Uri authorize) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(authorize.Query)["state"].ToString();

    public void Dispose() => _http.Dispose();
}
