using System.Net;
using System.Text;
using IncidentBot.Slack;
using IncidentBot.Storage;
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
        Options = Microsoft.Extensions.Options.Options.Create(new SlackOptions { BotToken = Token, SigningSecret = "secret", ApiBaseUrl = "http://127.0.0.1/api/" });
        Client = new SlackClient(this, new SlackPacing(Clock), Options, Clock, NullLogger<SlackClient>.Instance);
        Api = new SlackWebApi(Client);
        // Nobody listens there: names are kept in memory alone.
        var names = new NameStore(NpgsqlDataSource.Create("Host=127.0.0.1;Port=9;Timeout=1"));
        Names = new SlackNames(new SlackNameSource(Api, Clock), names, Clock, NullLogger<SlackNames>.Instance);
        Identity = new SlackIdentity(Api, Clock, NullLogger<SlackIdentity>.Instance);
        Answer("auth.test", """{"ok":true,"url":"https://acme.slack.com/","team_id":"T01","user_id":"UBOT","bot_id":"BBOT"}""");
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    public IOptions<SlackOptions> Options { get; }

    public SlackClient Client { get; }

    public SlackWebApi Api { get; }

    public SlackNames Names { get; }

    public SlackIdentity Identity { get; }

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
        var channels = new SlackChannels(Api, Identity, NullLogger<SlackChannels>.Instance);
        var messages = Messages();
        var pages = new SlackPages(Clock);
        var missed = new SlackMissedChat(Api, pages, messages, new SlackMarks(Names, messages, Options), Identity);
        var files = new SlackFileFetcher(Api, this, Options, NullLogger<SlackFileFetcher>.Instance);
        return new SlackPlatform(
            Api, new SlackPosts(Api, Clock), channels, new SlackHistory(Api, pages, messages, Identity), missed, new SlackHearing(Identity), files);
    }

    public SlackTranslator Translator()
    {
        var messages = Messages();
        var marks = new SlackMarks(Names, messages, Options);
        return new SlackTranslator(messages, marks, new SlackMentions(Names, new SlackCommandText(Names), Options));
    }

    private SlackMessages Messages() => new(Names, new SlackFiles(Api, Clock, NullLogger<SlackFiles>.Instance));

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
