namespace IncidentBot.Storage;

/// <summary>The database cannot be reached, or will not take anything now: nothing was recorded, and trying again later may help.</summary>
public sealed class StorageAwayException(Exception inner) : Exception("The database is away; nothing was recorded.", inner);
