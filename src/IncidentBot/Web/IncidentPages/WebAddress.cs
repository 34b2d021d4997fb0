namespace IncidentBot.Web.IncidentPages;

/// <summary>What people typed may become a link only where it leads to a page.</summary>
internal static class WebAddress
{
    public static bool Is(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
