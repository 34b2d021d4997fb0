using System.Net;
using System.Text.RegularExpressions;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Web;

/// <summary>Somebody with the bot's pages before them: keeps cookies, follows no redirect by itself, and runs no script.</summary>
internal sealed class Browser : IDisposable
{
    private readonly RunningBot _bot;
    private readonly HttpClient _http;

    public Browser(RunningBot bot)
    {
        _bot = bot;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = bot.Http.BaseAddress };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Address => _http.BaseAddress!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Browser> SignedInAsync(RunningBot bot, Person person, Standing standing = Standing.Member)
    {
        var browser = new Browser(bot);
        var link = await browser.LinkForAsync(person, standing);
        var answer = await browser.PressAsync(await browser.ShowAsync(link), link);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>The way to the page that <c>/incident web</c> gives a person, typed where no incident lives.</summary>
    public async Task<string> LinkForAsync(Person person, Standing standing = Standing.Member)
    {
        var reply = await _bot.TypeElsewhereAsync(person, "web", standing);
        Assert.False(reply!.IsForAll);
        return new Uri(Assert.Single(reply.Text.Parts.OfType<Linked>()).Url).PathAndQuery;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path, Cancel);

    /// <summary>The text of a page that is there.</summary>
    public async Task<string> ShowAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>An answer that goes on, as long as the reader wants.</summary>
    public Task<Stream> OpenAsync(string path) => _http.GetStreamAsync(path, Cancel);

    public async Task<HttpStatusCode> StatusOfAsync(string path) => (await GetAsync(path)).StatusCode;

    /// <summary>Sends the hidden fields of a page's form, with others beside them.</summary>
    /// <param name="action">The form's address.</param>
    public Task<HttpResponseMessage> PressAsync(string page, string action, params (string Name, string Value)[] others) =>
        PostAsync(action, [.. FieldsOf(page, action), .. others]);

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return _http.PostAsync(path, content, Cancel);
    }

    public Task<HttpResponseMessage> SendAsync(string path, HttpContent content) => _http.PostAsync(path, content, Cancel);

    /// <summary>The hidden fields of the first form of a page that is sent to an address.</summary>
    /// <param name="holding">What else stands in the form that is meant.</param>
    public static IEnumerable<(string Name, string Value)> FieldsOf(string page, string action, string? holding = null)
    {
        var form = Regex.Matches(page, "<form [^>]*>.*?</form>", RegexOptions.Singleline).Select(found => found.Value)
            .First(one => one.Contains($"action=\"{action}\"", StringComparison.Ordinal)
                && (holding is null || one.Contains(holding, StringComparison.Ordinal)));
        return Regex.Matches(form, "<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"").Select(field =>
            (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
    }

    public void Dispose() => _http.Dispose();
}
