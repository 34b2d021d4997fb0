using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using IncidentBot.Cli;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Teams.Manifest;

public sealed class TeamsPackageTests
{
    private static readonly Guid App = Guid.Parse(TeamsWorld.AppId);
    private static readonly Uri Url = new("https://bot.example.com/base/");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Source of the limits: Microsoft's schema, developer.microsoft.com/json-schemas/teams/v1.12.</summary>
    [Fact]
    public void Keeps_within_what_Teams_takes()
    {
        var manifest = TeamsManifest.Of(App, Url, "1.0.0");

        Assert.Equal("1.12", Text(manifest["manifestVersion"]));
        Assert.Matches(@"^\d+\.\d+\.\d+$", Text(manifest["version"]));
        Assert.True(Guid.TryParse(Text(manifest["id"]), out _));
        Assert.InRange(Text(manifest["developer"]!["name"]).Length, 1, 32);
        Assert.All(new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" }, address => Assert.StartsWith("https://", Text(manifest["developer"]![address]), StringComparison.Ordinal));
        Assert.InRange(Text(manifest["name"]!["short"]).Length, 1, 30);
        Assert.InRange(Text(manifest["name"]!["full"]).Length, 1, 100);
        Assert.InRange(Text(manifest["description"]!["short"]).Length, 1, 80);
        Assert.InRange(Text(manifest["description"]!["full"]).Length, 1, 4000);
        Assert.Matches("^#[0-9a-fA-F]{6}$", Text(manifest["accentColor"]));
        Assert.Equal(["bot.example.com"], manifest["validDomains"]!.AsArray().Select(Text));
        Assert.Equal(TeamsWorld.AppId, Text(manifest["webApplicationInfo"]!["id"]));
        Assert.NotEmpty(Text(manifest["webApplicationInfo"]!["resource"]));
    }

    /// <summary>
    /// Teams refuses a manifest with a word that its schema does not know. The words are those of the schema's own file,
    /// github.com/OfficeDev/microsoft-teams-app-schema; up to 1.16 a group chat is written in small letters there.
    /// </summary>
    [Theory]
    [InlineData("", "$schema manifestVersion version id developer icons name description accentColor bots composeExtensions permissions validDomains webApplicationInfo authorization defaultInstallScope defaultGroupCapability")]
    [InlineData("developer", "name mpnId websiteUrl privacyUrl termsOfUseUrl")]
    [InlineData("name", "short full")]
    [InlineData("description", "short full")]
    [InlineData("icons", "color outline")]
    [InlineData("bots.0", "botId needsChannelSelector isNotificationOnly supportsFiles supportsCalling supportsVideo scopes commandLists")]
    [InlineData("bots.0.commandLists.0", "scopes commands")]
    [InlineData("bots.0.commandLists.0.commands.0", "title description")]
    [InlineData("composeExtensions.0", "botId canUpdateConfiguration commands messageHandlers")]
    [InlineData("composeExtensions.0.commands.0", "id type context title description initialRun fetchTask parameters taskInfo")]
    [InlineData("webApplicationInfo", "id resource applicationPermissions")]
    [InlineData("authorization.permissions.resourceSpecific.0", "name type")]
    [InlineData("defaultGroupCapability", "team groupchat meetings")]
    public void Has_no_word_that_the_schema_does_not_know(string path, string known)
    {
        Assert.Empty(At(path).AsObject().Select(property => property.Key).Except(known.Split(' ')));
    }

    [Theory]
    [InlineData("permissions", "identity messageTeamMembers")]
    [InlineData("bots.0.scopes", "team personal groupchat")]
    [InlineData("bots.0.commandLists.0.scopes", "team personal groupchat")]
    [InlineData("composeExtensions.0.commands.0.context", "compose commandBox message")]
    public void Chooses_among_what_the_schema_offers(string path, string offered)
    {
        var chosen = At(path).AsArray();

        Assert.NotEmpty(chosen);
        Assert.Empty(chosen.Select(Text).Except(offered.Split(' ')));
    }

    [Fact]
    public void The_example_is_what_the_bot_works_by() =>
        Assert.Equal(TeamsPackage.ManifestText(Guid.Empty, new Uri("https://bot.example.com"), "1.0.0"), File.ReadAllText(InDeploy("manifest.json")));

    [Fact]
    public void Offers_commands_that_the_bot_knows()
    {
        var bot = Assert.Single(TeamsManifest.Of(App, Url, "1.0.0")["bots"]!.AsArray())!;

        Assert.Equal(TeamsWorld.AppId, Text(bot["botId"]));
        Assert.Equal(["personal", "team", "groupchat"], bot["scopes"]!.AsArray().Select(Text));
        var list = Assert.Single(bot["commandLists"]!.AsArray())!;
        var commands = list["commands"]!.AsArray();
        Assert.InRange(commands.Count, 1, 10);
        Assert.All(commands, command =>
        {
            Assert.InRange(Text(command!["title"]).Length, 1, 32);
            Assert.InRange(Text(command["description"]).Length, 1, 128);
            Assert.NotNull(IncidentBot.Incidents.Commands.CommandTable.Standard.Find(Text(command["title"])));
        });
    }

    [Fact]
    public void Asks_to_make_channels_where_incidents_get_their_own()
    {
        var manifest = TeamsManifest.Of(App, Url, "1.0.0", ownChannel: true);

        Assert.Equal(
            ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat", "Channel.Create.Group", "ChannelSettings.ReadWrite.Group"],
            manifest["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray().Select(permission => Text(permission!["name"])));
    }

    [Fact]
    public void Has_entries_in_the_menu_of_messages_and_asks_to_hear_all()
    {
        var manifest = TeamsManifest.Of(App, Url, "1.0.0");

        var commands = Assert.Single(manifest["composeExtensions"]!.AsArray())!["commands"]!.AsArray();
        Assert.Equal(["addToTimeline", "declareIncident"], commands.Select(command => Text(command!["id"])));
        Assert.All(commands, command =>
        {
            Assert.InRange(Text(command!["title"]).Length, 1, 32);
            Assert.InRange(Text(command["description"]).Length, 1, 128);
            Assert.Equal(("action", true), (Text(command["type"]), command["fetchTask"]!.GetValue<bool>()));
            Assert.Equal(["message"], command["context"]!.AsArray().Select(Text));
        });
        Assert.Equal(
            ["ChannelMessage.Read.Group Application", "ChatMessage.Read.Chat Application"],
            manifest["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray().Select(permission => $"{Text(permission!["name"])} {Text(permission["type"])}"));
    }

    [Fact]
    public void Holds_the_manifest_and_its_pictures_and_is_the_same_each_time()
    {
        var package = TeamsPackage.Write(App, Url, "1.0.0");

        using var zip = new ZipArchive(new MemoryStream(package));
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(TeamsPackage.ManifestText(App, Url, "1.0.0"), new StreamReader(zip.GetEntry("manifest.json")!.Open()).ReadToEnd());
        Assert.Equal(192, SizeOf(zip.GetEntry("color.png")!));
        Assert.Equal(32, SizeOf(zip.GetEntry("outline.png")!));
        Assert.Equal(package, TeamsPackage.Write(App, Url, "1.0.0"));
    }

    [Fact]
    public async Task Is_written_where_the_operator_says()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(Directory.CreateDirectory(folder.Path).FullName, "bot.zip");
        using var said = new StringWriter();

        Assert.Equal(0, await ManifestVerb.RunAsync(["teams", file, "--url", "https://bot.example.com", "--app-id", TeamsWorld.AppId, "--version", "1.2.3"], Stream.Null, said, Cancel));

        using var zip = await ZipFile.OpenReadAsync(file, Cancel);
        var manifest = JsonNode.Parse(await new StreamReader(await zip.GetEntry("manifest.json")!.OpenAsync(Cancel)).ReadToEndAsync(Cancel))!;
        Assert.Equal("1.2.3", Text(manifest["version"]));
        Assert.Contains("https://bot.example.com/api/messages", said.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--url needs https", "teams", "x.zip", "--url", "http://bot.example.com", "--app-id", TeamsWorld.AppId)]
    [InlineData("no app", "teams", "x.zip", "--url", "https://bot.example.com")]
    [InlineData("no file", "teams", "--url", "https://bot.example.com")]
    [InlineData("no version", "teams", "x.zip", "--url", "https://bot.example.com", "--app-id", TeamsWorld.AppId, "--version", "1")]
    [InlineData("no value", "teams", "x.zip", "--url")]
    public async Task Says_what_is_missing(string why, params string[] args)
    {
        using var said = new StringWriter();

        Assert.True(await ManifestVerb.RunAsync(args, Stream.Null, said, Cancel) == 2, why);
        Assert.Contains("For example: manifest teams", said.ToString(), StringComparison.Ordinal);
    }

    private static string InDeploy(string name, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "..", "deploy", "teams", name));

    private static int SizeOf(ZipArchiveEntry picture)
    {
        using var stream = picture.Open();
        var header = new byte[24];
        stream.ReadExactly(header);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], header[..4]);
        Assert.Equal(BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(20)));
        return BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16));
    }

    private static JsonNode At(string path) => path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(
        (JsonNode)TeamsManifest.Of(App, Url, "1.0.0"), (place, step) => int.TryParse(step, out var index) ? place[index]! : place[step]!);

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
