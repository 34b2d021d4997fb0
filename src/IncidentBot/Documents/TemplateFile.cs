using System.Text;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Documents;

/// <summary>A template as it was found on disk.</summary>
/// <param name="Template">Nothing where it cannot be used.</param>
/// <param name="Problems">Why not, a sentence each, with the line where one is to blame.</param>
public sealed record TemplateFile(string Path, PostmortemTemplate? Template, IReadOnlyList<string> Problems)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="path">Relative to where the program was started.</param>
    public static TemplateFile Read(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            var reading = PostmortemTemplate.Read(File.ReadAllText(full, Strict));
            return new TemplateFile(full, reading.Template, [.. reading.Errors.Select(error => error.ToString())]);
        }
        catch (DecoderFallbackException)
        {
            return new TemplateFile(full, null, ["it is not written in UTF-8."]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new TemplateFile(full, null, [unreadable.Message]);
        }
    }
}
