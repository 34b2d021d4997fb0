using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentBot.Tests.Teams.Credential;

/// <summary>Certificates as an operator makes them.</summary>
internal static class NewCertificate
{
    public static X509Certificate2 Good(DateTimeOffset from, TimeSpan life)
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=incidentbot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(from, from + life);
    }

    public static X509Certificate2 Elliptic(DateTimeOffset from, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=incidentbot", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, from + life);
    }

    public static string Pem(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    public static string EncryptedPem(X509Certificate2 certificate, string password)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return $"{certificate.ExportCertificatePem()}\n{key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000))}\n";
    }
}
