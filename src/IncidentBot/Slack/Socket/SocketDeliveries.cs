namespace IncidentBot.Slack;

/// <summary>Hands what came over a socket to those who take what comes over HTTP, so many at once and no more.</summary>
public sealed partial class SocketDeliveries(SlackDeliveries deliveries, SlackLateAnswers late, SlackCounters counters, ILogger<SocketDeliveries> logger) : IDisposable
{
    private const int MostAtOnce = 64;

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Whoever takes a place gives it back by <see cref="TakeAsync"/>.</summary>
    public Task WaitForPlaceAsync(CancellationToken cancellationToken) => _places.WaitAsync(cancellationToken);

    /// <returns>Nothing if it was not stored: what is not acknowledged Slack delivers again.</returns>
    public async Task<SocketAcknowledgement?> TakeAsync(SocketFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AnswerAsync(frame, cancellationToken);
            if (answer.Status >= StatusCodes.Status500InternalServerError)
                return null;

            if (answer.Status >= StatusCodes.Status400BadRequest)
                counters.Refused(answer.Status);
            return new SocketAcknowledgement(frame.EnvelopeId!, answer, frame.AcceptsAnswer, frame.Payload.Text("response_url"u8) ?? "");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failed)
        {
            LogFailed(failed);
            return null;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>The connection did not take the answer: whoever waits for it gets it the other way.</summary>
    public Task AnswerLateAsync(SocketAcknowledgement unsent, CancellationToken cancellationToken) =>
        unsent.ResponseUrl.Length == 0 ? Task.CompletedTask : late.SendAsync(Task.FromResult(unsent.Answer), unsent.ResponseUrl, cancellationToken);

    /// <summary>Something came that is no delivery and says nothing.</summary>
    public void Ignore() => counters.Ignored("frame");

    public void Dispose() => _places.Dispose();

    private Task<SlackAnswer> AnswerAsync(SocketFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Type)
        {
            case "events_api":
                return deliveries.TakeEventAsync(frame.Payload, cancellationToken);
            case "slash_commands":
                return deliveries.TakeCommandAsync(SlackForm.Of(frame.Payload), cancellationToken);
            case "interactive":
                return deliveries.TakeInteractionAsync(frame.Payload, cancellationToken);
            default:
                counters.Ignored("envelope");
                return Task.FromResult(SlackAnswer.Taken);
        }
    }

    [LoggerMessage(LogLevel.Error, "A delivery of Slack's failed; Slack will deliver it again")]
    private partial void LogFailed(Exception exception);
}
