using System.Runtime.CompilerServices;
using IncidentBot.Documents;
using IncidentBot.Health;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web;

/// <summary>Whether the address that the bot gives out leads to it.</summary>
/// <param name="isCalledFromOutside">Whether a chat posts to the bot, and so must reach it.</param>
public sealed class PublicUrlDiagnosis(IOptions<PageOptions> pages, IHttpClientFactory clients, bool isCalledFromOutside) : IDiagnosis
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    public string Part => "the address";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var url = new Uri(pages.Value.PublicUrl);
        if (OfKind(url) is { } finding)
            yield return finding;

        yield return await WhyNotAsync(url, cancellationToken) is { } reason
            ? Finding.Warning($"{url} does not lead to the bot from here ({reason}).", "Start the bot; if it runs, see where Web:PublicUrl and the proxy before it lead.")
            : Finding.Ok($"{url} leads to the bot.");
    }

    private Finding? OfKind(Uri url)
    {
        const string cure = "Set Web:PublicUrl to the https:// address at which people and chats reach the bot.";
        if (url.Scheme == Uri.UriSchemeHttps && !url.IsLoopback)
            return null;

        return isCalledFromOutside
            ? Finding.Problem($"Web:PublicUrl is {url}: a chat that delivers over HTTP needs an address that begins with https:// and is no machine's own.", cure)
            : Finding.Warning(url.IsLoopback ? $"Web:PublicUrl is {url}: links in chats work on this machine only." : $"Web:PublicUrl is {url}: what people read travels unprotected.", cure);
    }

    private async Task<string?> WhyNotAsync(Uri url, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(nameof(PublicUrlDiagnosis));
        http.Timeout = LongestWait;
        try
        {
            using var answer = await http.GetAsync(new Uri(url.AbsoluteUri.TrimEnd('/') + "/health/live"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"it answers {(int)answer.StatusCode}";
        }
        catch (Exception unreached) when (unreached is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return unreached is OperationCanceledException ? "no answer in three seconds" : unreached.Message;
        }
    }
}
