using System.Security.Cryptography.X509Certificates;
using IncidentBot.Chat;
using IncidentBot.Health;
using IncidentBot.Incidents;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams.Credential;

public sealed class CertificateInPlaceOfASecretTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Made = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private ConnectedBot _bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "bot.pem");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder.Path);
        using var made = Renew(TimeSpan.FromDays(40));
        var teams = await FakeConnector.StartAsync();
        _bot = await ConnectedBot.StartAsync(
            await postgres.CreateDatabaseAsync(), new Dictionary<string, string?> { ["Teams:AppPassword"] = "", ["Teams:Certificate:Path"] = File }, teams);
        teams.Registration.Clock = _bot.Clock;
        Register(made);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_bot_speaks_without_a_secret()
    {
        await _bot.DeclareAsync();

        Assert.Null(_bot.Teams.Registration.LastProblem);
        Assert.Equal(1, _bot.Teams.Registration.Believed);
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_without_a_restart()
    {
        await SayAsync();
        using var renewed = Renew(TimeSpan.FromDays(400));
        Register(renewed);
        _bot.Teams.ExpireTokens();

        await SayAsync();

        Assert.Equal(2, _bot.Teams.Registration.Believed);
    }

    [Fact]
    public async Task A_certificate_that_is_not_registered_is_not_believed()
    {
        using var other = NewCertificate.Good(Made, TimeSpan.FromDays(40));
        Register(other);

        Assert.Equal("token: invalid_client", (await Assert.ThrowsAsync<DeliveryException>(SayAsync)).Code);
        Assert.Contains("AADSTS700027", _bot.Teams.Registration.LastProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_expires_while_the_bot_runs_is_named_and_tried_again_later()
    {
        _bot.Clock.MoveTo(Made.AddDays(41));

        var refused = await Assert.ThrowsAsync<DeliveryException>(SayAsync);

        Assert.Contains("expired on 2024-02-10", refused.Code, StringComparison.Ordinal);
        Assert.NotNull(refused.RetryAfter);
    }

    [Theory]
    [InlineData(5, FindingKind.Ok, "good until 2024-02-10")]
    [InlineData(15, FindingKind.Warning, "expires on 2024-02-10")]
    [InlineData(41, FindingKind.Problem, "no longer")]
    public async Task Doctor_warns_a_month_before_it_ends(int day, FindingKind kind, string words)
    {
        _bot.Clock.MoveTo(Made.AddDays(day));

        var findings = await _bot.Get<IEnumerable<IDiagnosis>>().OfType<TeamsDiagnosis>().Single().ExamineAsync(Cancel).ToListAsync(Cancel);

        Assert.Equal(kind, Assert.Single(findings, finding => finding.What.Contains("certificate", StringComparison.Ordinal) && finding.What.Contains(words, StringComparison.Ordinal)).Kind);
    }

    private async Task SayAsync() =>
        await _bot.Platform.PostAsync(await _bot.SeenAsync("19:group@thread.v2", TeamsKind.GroupChat), null, BotText.Say($"hello"), new Once("", null), Cancel);

    private void Register(X509Certificate2 certificate) => _bot.Teams.Registration.Certificate = X509CertificateLoader.LoadCertificate(certificate.RawData);

    private X509Certificate2 Renew(TimeSpan life)
    {
        var made = NewCertificate.Good(Made, life);
        System.IO.File.WriteAllText(File, NewCertificate.Pem(made));
        return made;
    }
}
