namespace IncidentBot.Health;

/// <summary>Examines one part of the bot for the operator: what works, what does not, and the cure. Changes nothing.</summary>
public interface IDiagnosis
{
    /// <summary>The part, as it is called in a sentence: <c>the outbox</c>.</summary>
    string Part { get; }

    /// <remarks>A database that is away may rise from here: others have said so already.</remarks>
    IAsyncEnumerable<Finding> ExamineAsync(CancellationToken cancellationToken);
}
