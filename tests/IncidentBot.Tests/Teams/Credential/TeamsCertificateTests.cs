using System.Security.Cryptography.X509Certificates;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Teams.Credential;

public sealed class TeamsCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly TemporaryFolder _folder = new();

    public TeamsCertificateTests() => Directory.CreateDirectory(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Takes_a_pfx_with_and_without_a_password()
    {
        using var made = NewCertificate.Good(Now.AddDays(-1), Year);

        Takes(made, Write(made.Export(X509ContentType.Pfx)));
        Takes(made, Write(made.Export(X509ContentType.Pfx, "open")), "open");
    }

    [Fact]
    public void Takes_a_pem_with_its_key_locked_or_not()
    {
        using var made = NewCertificate.Good(Now.AddDays(-1), Year);

        Takes(made, Write(NewCertificate.Pem(made)));
        Takes(made, Write(NewCertificate.EncryptedPem(made, "open")), "open");
    }

    [Fact]
    public void Says_that_the_file_is_missing() => Refuses(Path.Combine(_folder.Path, "none.pfx"), "", "not there");

    [Fact]
    public void Says_that_the_key_is_missing()
    {
        using var made = NewCertificate.Good(Now.AddDays(-1), Year);

        Refuses(Write(made.ExportCertificatePem()), "", "without its private key");
        using var halved = X509CertificateLoader.LoadCertificate(made.RawData);
        Refuses(Write(halved.Export(X509ContentType.Pfx)), "", "without its private key");
    }

    [Fact]
    public void Says_that_the_password_does_not_fit()
    {
        using var made = NewCertificate.Good(Now.AddDays(-1), Year);

        Refuses(Write(made.Export(X509ContentType.Pfx, "open")), "shut", "Teams:Certificate:Password");
        Refuses(Write(NewCertificate.EncryptedPem(made, "open")), "shut", "Teams:Certificate:Password");
    }

    [Fact]
    public void Says_that_it_is_no_certificate() => Refuses(Write("not a certificate"), "", "no certificate");

    [Fact]
    public void Says_when_it_expired_or_begins()
    {
        using var expired = NewCertificate.Good(Now.AddDays(-2), TimeSpan.FromDays(1));
        using var early = NewCertificate.Good(Now.AddDays(1), Year);

        Refuses(Write(expired.Export(X509ContentType.Pfx)), "", "expired on 2026-03-01");
        Refuses(Write(early.Export(X509ContentType.Pfx)), "", "only from 2026-03-03");
    }

    [Fact]
    public void Says_that_the_key_is_of_another_kind()
    {
        using var elliptic = NewCertificate.Elliptic(Now.AddDays(-1), Year);

        Refuses(Write(elliptic.Export(X509ContentType.Pfx)), "", "not RSA");
    }

    [Fact]
    public void Takes_either_a_secret_or_a_certificate()
    {
        using var made = NewCertificate.Good(TimeProvider.System.GetUtcNow().AddDays(-1), Year);
        var set = new TeamsOptions { AppId = "app", TenantId = "tenant", Certificate = { Path = Write(NewCertificate.Pem(made)) } };
        var check = new TeamsOptionsCheck(TimeProvider.System);

        Assert.True(set.IsOn);
        Assert.True(check.Validate(null, set).Succeeded);
        set.AppPassword = "secret";
        Assert.Contains("Teams:AppPassword and Teams:Certificate:Path are both set", check.Validate(null, set).FailureMessage, StringComparison.Ordinal);
    }

    private static void Takes(X509Certificate2 made, string path, string password = "")
    {
        using var read = TeamsCertificate.Read(new TeamsCertificateOptions { Path = path, Password = password }, Now);

        Assert.Null(read.Problem);
        Assert.Equal(made.Thumbprint, read.Certificate!.Thumbprint);
    }

    private static void Refuses(string path, string password, string words)
    {
        using var read = TeamsCertificate.Read(new TeamsCertificateOptions { Path = path, Password = password }, Now);

        Assert.Null(read.Certificate);
        Assert.StartsWith("Teams:Certificate:Path ", read.Problem, StringComparison.Ordinal);
        Assert.Contains(words, read.Problem, StringComparison.Ordinal);
    }

    private string Write(string text) => Write(System.Text.Encoding.ASCII.GetBytes(text));

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
