using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Incidents;

/// <summary>The document in its finished form: what is signed.</summary>
/// <param name="Markdown">The text that readers get, byte for byte.</param>
/// <param name="Json">The same document for programs.</param>
/// <param name="ShowsRawChat">Whether its timeline is the chat itself, because nobody has kept anything.</param>
public sealed record FinishedDocument(string Markdown, string Json, bool ShowsRawChat)
{
    /// <summary>Of the Markdown in UTF-8: 64 hexadecimal digits in lower case.</summary>
    public string Sha256 => HashOf(Markdown);

    public static string HashOf(string markdown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)));
}
