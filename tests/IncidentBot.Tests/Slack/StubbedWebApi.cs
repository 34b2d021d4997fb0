using System.Net;
using System.Text;
using IncidentBot.Slack;
using IncidentBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace IncidentBot.Tests.Slack;

/// <summary>A Web API that answers what a test tells it to, method by method, and keeps what it was asked.</summary>
internal sealed class StubbedWebApi : IHttpClientFactory
{
    public const string Token = "xoxb-token-of-the-test";

    private readonly Dictionary<string, Queue<(HttpStatusCode Status, string Body)>> _answers = [];

    public StubbedWebApi()
    {
        Options = Microsoft.Extensions.Options.Options.Create(new SlackOptions { BotToken = Token, SigningSecret = "secret", ApiBaseUrl = "http://127.0.0.1/api/", AllowSharedChannels = true });
        // Nobody listens there: names are kept in memory alone, and the only installation is that of the settings.
        var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=9;Timeout=1");
        var store = new SlackInstallationStore(nowhere, new EphemeralDataProtectionProvider(), NullLogger<SlackInstallationStore>.Instance);
        var news = new DatabaseNews(nowhere, Clock, NullLogger<DatabaseNews>.Instance);
        Installations = new SlackInstallations(store, new SlackTeamStore(nowhere), news, Options, NullLogger<SlackInstallations>.Instance);
        var refresher = new SlackTokenRefresher(store, Installations, new SlackOAuth(this, Options), Clock, NullLogger<SlackTokenRefresher>.Instance);
        var granted = new SlackGrantedScopes(Installations, store, NullLogger<SlackGrantedScopes>.Instance);
        var client = new SlackClient(this, new SlackPacing(Clock), granted, Options, Clock, NullLogger<SlackClient>.Instance);
        Tokens = new SlackTokens(Installations, store, refresher, Clock);
        Workspaces = new SlackWorkspaces(client, Installations, Tokens);
        Names = new SlackNames(new SlackNameSource(Workspaces, Clock), new NameStore(nowhere, Microsoft.Extensions.Options.Options.Create(new PeopleOptions())), Clock, NullLogger<SlackNames>.Instance);
        Sharing = new SlackSharing(Workspaces, Options, Clock, NullLogger<SlackSharing>.Instance);
        Identity = new SlackIdentity(Workspaces, Installations, Clock, NullLogger<SlackIdentity>.Instance);
        Answer("auth.test", """{"ok":true,"url":"https://acme.slack.com/","team_id":"T01","user_id":"UBOT","bot_id":"BBOT"}""");
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    public IOptions<SlackOptions> Options { get; }

    public SlackInstallations Installations { get; }

    public SlackTokens Tokens { get; }

    public SlackWorkspaces Workspaces { get; }

    public SlackNames Names { get; }

    public SlackIdentity Identity { get; }

    private SlackSharing Sharing { get; }

    /// <summary>Method and form, as they came.</summary>
    public List<(string Method, string Form)> Asked { get; } = [];

    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Several answers are given one after the other; the last one for good.</summary>
    public StubbedWebApi Answer(string method, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        if (!_answers.TryGetValue(method, out var queue))
            _answers[method] = queue = new();
        queue.Enqueue((status, body));
        return this;
    }

    public IEnumerable<string> FormsOf(string method) => Asked.Where(call => call.Method == method).Select(call => call.Form);

    public SlackPlatform Platform()
    {
        var channels = new SlackChannels(Workspaces, new SlackDirects(Workspaces, NpgsqlDataSource.Create("Host=nobody.is.spoken.to.alone")), Identity, NullLogger<SlackChannels>.Instance);
        var messages = Messages();
        var pages = new SlackPages(Clock);
        var past = new SlackPast(
            new SlackHistory(Workspaces, pages, messages, Identity),
            new SlackMissedChat(Workspaces, pages, messages, new SlackMarks(Names, messages, Options), Identity));
        var files = new SlackFileFetcher(Workspaces, Tokens, this, Options, NullLogger<SlackFileFetcher>.Instance);
        var posts = new SlackPosts(Workspaces, Identity);
        var shelf = new SlackShelf(new SlackBookmarks(Workspaces, Identity), new SlackCanvases(Workspaces), new SlackUploads(Workspaces, posts, this, Options), files);
        var hearing = new SlackHearing(Installations, Identity, new SlackSocketState(), Options);
        return new SlackPlatform(Workspaces, posts, channels, past, new SlackEars(hearing, Sharing), shelf);
    }

    public SlackTranslator Translator()
    {
        var messages = Messages();
        var marks = new SlackMarks(Names, messages, Options);
        return new SlackTranslator(messages, marks, new SlackMentions(Names, Sharing, new SlackCommandText(Names), Options), new SlackConversations(Names));
    }

    private SlackMessages Messages() => new(Names, new SlackFiles(Workspaces, Clock, NullLogger<SlackFiles>.Instance));

    public HttpClient CreateClient(string name) => new(new Wire(this), disposeHandler: true);

    private HttpResponseMessage AnswerTo(string method, string form)
    {
        Asked.Add((method, form));
        var known = _answers.GetValueOrDefault(method);
        var (status, body) = known is null ? (HttpStatusCode.OK, """{"ok":false,"error":"unknown_method"}""") : known.Count > 1 ? known.Dequeue() : known.Peek();
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (RetryAfter is { } pause)
            response.Headers.RetryAfter = new(pause);
        return response;
    }

    private sealed class Wire(StubbedWebApi api) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            lock (api._answers)
                return api.AnswerTo(request.RequestUri!.Segments[^1], form);
        }
    }
}
