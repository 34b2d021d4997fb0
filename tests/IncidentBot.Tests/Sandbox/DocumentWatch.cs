using System.Net.ServerSentEvents;
using System.Text.Json;

namespace IncidentBot.Tests.Sandbox;

internal sealed record PushedSection(string Id, string Html);

/// <summary>Reads the stream of a page.</summary>
internal static class DocumentWatch
{
    /// <summary>The sections that come first: all of them.</summary>
    public static async Task<List<PushedSection>> FirstAsync(SandboxHost host, string room, CancellationToken cancellationToken)
    {
        await foreach (var sections in PushesAsync(host, room, cancellationToken))
            return sections;
        throw new InvalidOperationException("The stream ended.");
    }

    public static async IAsyncEnumerable<List<PushedSection>> PushesAsync(
        SandboxHost host, string room, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await host.Client.GetStreamAsync($"/sandbox/events?room={room}&person=ada", cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (item.EventType == "document")
                yield return [.. JsonElement.Parse(item.Data).GetProperty("changed").EnumerateArray().Select(Section)];
        }
    }

    private static PushedSection Section(JsonElement section) => new(SandboxHost.Text(section, "id")!, SandboxHost.Text(section, "html")!);
}
