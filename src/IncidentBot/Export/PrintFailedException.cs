namespace IncidentBot.Export;

/// <summary>The browser gave no PDF; the message says so in a sentence.</summary>
public sealed class PrintFailedException(string message, Exception? inner = null) : Exception(message, inner);
