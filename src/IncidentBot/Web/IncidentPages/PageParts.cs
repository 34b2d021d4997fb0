using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using IncidentBot.Documents;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentBot.Web.IncidentPages;

/// <summary>A piece of an open page that is put in anew as a whole.</summary>
/// <param name="Name">What a screen reader says has changed.</param>
/// <param name="Version">The same for what looks the same.</param>
public sealed record PagePart(string Id, string Name, string Html, string Version);

/// <param name="Order">The ids of all sections, in the order of the document.</param>
public sealed record PageChange(PagePart Card, PagePart Gaps, PagePart Review, ImmutableArray<string> Order, ImmutableArray<PagePart> Sections)
{
    /// <summary>Twenty open pages are sent the same text: it is written once.</summary>
    public string Json => field ??= Storage.Json.Write(new { Card, Gaps, Review, Order, Sections });
}

/// <summary>Makes HTML of what changed, once for all who look: the same for the first sight of a page and for what it is sent later.</summary>
public sealed class PageParts(IServiceProvider services, ILoggerFactory loggers)
{
    private readonly ConditionalWeakTable<DocumentChange, Lazy<Task<PageChange>>> _made = [];

    public Task<PageChange> OfAsync(DocumentChange change) =>
        _made.GetValue(change, known => new Lazy<Task<PageChange>>(() => MakeAsync(known))).Value;

    private async Task<PageChange> MakeAsync(DocumentChange change)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var sections = ImmutableArray.CreateBuilder<PagePart>();
            foreach (var section in change.Changed.Where(section => section.Id != RenderedDocument.TitleId))
                sections.Add(await PartAsync<SectionView>(section.Id, section.Heading, new() { ["Incident"] = change.Incident, ["Section"] = section }));

            return new PageChange(
                await PartAsync<Card>("card", "Status", new() { ["Record"] = change.Live.Record }),
                await PartAsync<Gaps>("gaps", "Completeness", new() { ["Live"] = change.Live, ["Completeness"] = change.Completeness }),
                await PartAsync<ReviewView>("review", "Review", new() { ["Record"] = change.Live.Record }),
                change.Order.Remove(RenderedDocument.TitleId),
                sections.ToImmutable());
        });

        async Task<PagePart> PartAsync<T>(string id, string name, Dictionary<string, object?> parameters)
            where T : IComponent
        {
            var html = (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString();
            return new PagePart(id, name, html, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)).AsSpan(0, 6)));
        }
    }
}
