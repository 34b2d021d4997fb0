using System.Text.Json;

namespace IncidentBot.Teams;

/// <summary>What the activity gets back over HTTP. Only an invoke's answer has a body.</summary>
public sealed record TeamsAnswer(int Status, JsonElement? Body = null)
{
    public static TeamsAnswer Taken { get; } = new(StatusCodes.Status200OK);

    /// <summary>An invoke that nobody here knows.</summary>
    public static TeamsAnswer Unknown { get; } = new(StatusCodes.Status501NotImplemented);
}

/// <summary>Answers invokes: presses on cards, dialogs, entries of a message's menu.</summary>
public interface ITeamsInvokes
{
    /// <param name="activity">Proven to come from Teams; valid until the answer is there.</param>
    Task<TeamsAnswer> TakeAsync(JsonElement activity, CancellationToken cancellationToken);

    /// <summary>A message that carries what a button of an older client stands for (<c>Action.Submit</c>): its text is empty, its <c>value</c> is not.</summary>
    Task TakeSubmitAsync(JsonElement activity, CancellationToken cancellationToken);
}
