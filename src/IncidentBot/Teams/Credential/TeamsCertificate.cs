using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentBot.Teams;

/// <summary>The certificate that settings name, or why it cannot be used: a sentence that names the setting and the cure.</summary>
public sealed record TeamsCertificate(X509Certificate2? Certificate, string? Problem) : IDisposable
{
    private const string Setting = "Teams:Certificate:Path";
    private const string Renewal = "Make a new one, upload its public half to the bot's registration (Certificates & secrets), and put it with its key there.";

    public static TeamsCertificate Read(TeamsCertificateOptions set, DateTimeOffset now)
    {
        if (!File.Exists(set.Path))
            return No($"names a file that is not there: {set.Path}. Put the certificate with its private key there, as PFX or PEM.");

        try
        {
            return Judge(IsPem(set.Path) ? OfPem(set) : X509CertificateLoader.LoadPkcs12FromFile(set.Path, set.Password), now);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return No($"names a file that may not be read: {set.Path}. Let the bot's user read it, and nobody else.");
        }
        catch (CryptographicException)
        {
            return No("names a file that is no certificate with its private key, or that Teams:Certificate:Password does not open. PFX and PEM are understood; the password belongs to the file.");
        }
    }

    public void Dispose() => Certificate?.Dispose();

    private static TeamsCertificate Judge(X509Certificate2? certificate, DateTimeOffset now)
    {
        var problem = certificate switch
        {
            null or { HasPrivateKey: false } => "names a certificate without its private key. Export it with the key: openssl pkcs12 -export -in bot.crt -inkey bot.key -out bot.pfx.",
            _ when !IsRsa(certificate) => "names a certificate whose key is not RSA, which is all that Microsoft takes here. Make one with an RSA key of 2048 bits or more.",
            _ when certificate.NotAfter.ToUniversalTime() <= now.UtcDateTime => $"names a certificate that expired on {Day(certificate.NotAfter)}. {Renewal}",
            _ when certificate.NotBefore.ToUniversalTime() > now.UtcDateTime => $"names a certificate that is good only from {Day(certificate.NotBefore)} on. Wait, or compare this machine's clock with the time.",
            _ => null,
        };
        if (problem is null)
            return new TeamsCertificate(certificate, null);

        certificate?.Dispose();
        return No(problem);
    }

    private static bool IsPem(string path) => File.ReadLines(path).Take(50).Any(line => line.StartsWith("-----BEGIN ", StringComparison.Ordinal));

    private static X509Certificate2? OfPem(TeamsCertificateOptions set)
    {
        var text = File.ReadAllText(set.Path);
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return null;

        return text.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromEncryptedPem(text, text, set.Password)
            : X509Certificate2.CreateFromPem(text, text);
    }

    private static bool IsRsa(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey();
        return key is not null;
    }

    private static TeamsCertificate No(string problem) => new(null, $"{Setting} {problem}");

    private static string Day(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
