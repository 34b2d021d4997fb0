namespace IncidentBot.Postmortems;

public enum Form
{
    /// <summary>Everything is there, what is still missing is marked.</summary>
    Draft,

    /// <summary>What has no data is left out, and so is what only repeats or asks the author.</summary>
    Finished,
}
