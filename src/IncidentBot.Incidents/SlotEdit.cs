using System.Collections.Immutable;

namespace IncidentBot.Incidents;

/// <summary>What a person wrote into a slot of the document. It stands there until somebody writes anew or releases it.</summary>
/// <param name="Slot">The slot's id: <c>root-cause/primary-cause</c>.</param>
/// <param name="Title">The slot's name, under which the text stands where the template does not have the slot any more.</param>
/// <param name="Generated">The digest of what the bot had for the slot when it was written: where that has changed, there is news.</param>
public sealed record SlotEdit(string Slot, string Title, string Text, string Generated, Person By, DateTimeOffset SaidAt, ImmutableArray<long> Evidence)
{
    /// <summary>The event that wrote it.</summary>
    public long Version => Evidence[^1];
}

/// <summary>A slot of the document as it stands, for whoever writes into it.</summary>
/// <param name="Heading">Of its section.</param>
public sealed record DocumentSlot(string Id, string Name, string Heading)
{
    /// <summary>What stands there, in the form in which it is edited; empty for a gap.</summary>
    public string Text { get; init; } = "";

    /// <summary>The digest of what the bot has for it.</summary>
    public string Generated { get; init; } = "";

    /// <summary>The edit that stands there; 0 where nobody wrote by hand.</summary>
    public long Version { get; init; }

    /// <summary>Whether it is made of lines, to which another can be added.</summary>
    public bool IsList { get; init; }

    /// <summary>What to type instead, where it is a fact of the record that is not written by hand.</summary>
    public string? Command { get; init; }

    public bool IsWritable => Command is null;
}
