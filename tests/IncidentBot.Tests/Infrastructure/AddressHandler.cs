namespace IncidentBot.Tests.Infrastructure;

/// <summary>Sends every request to where the bot is now: it gets another port with each start.</summary>
internal sealed class AddressHandler(Func<Uri> address) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    public static Uri Anywhere { get; } = new("http://bot/");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(address(), request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
