using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Cli;
using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackManifestTests
{
    private static readonly Uri Example = new("https://bot.example.com");

    [Fact]
    public void The_files_are_what_the_bot_works_by()
    {
        Assert.Equal(SlackManifestVerb.Text(new SlackOptions(), Example), File.ReadAllText(InDeploy("manifest.yaml")));
        Assert.Equal(SlackManifestVerb.Text(new SlackOptions(), null), File.ReadAllText(InDeploy("manifest-socket.yaml")));
    }

    /// <summary>Source of the limits: docs.slack.dev "App manifest reference".</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Keeps_within_what_Slack_takes(bool isSocket)
    {
        var manifest = SlackManifest.Of(new SlackOptions().CommandNamesInForce, isSocket ? null : Example);

        var display = manifest["display_information"]!;
        var features = manifest["features"]!;
        Assert.InRange(Text(display["name"]).Length, 1, 35);
        Assert.InRange(Text(display["description"]).Length, 1, 140);
        Assert.Matches("^[a-z0-9._-]{1,80}$", Text(features["bot_user"]!["display_name"]));
        Assert.InRange(features["slash_commands"]!.AsArray().Count, 1, 50);
        Assert.All(features["slash_commands"]!.AsArray(), command =>
        {
            Assert.InRange(Text(command!["command"]).Length, 2, 32);
            Assert.InRange(Text(command["description"]).Length, 1, 2000);
            Assert.InRange(Text(command["usage_hint"]).Length, 1, 1000);
            Assert.True(command["should_escape"]!.GetValue<bool>());
            Assert.Equal(isSocket, command["url"] is null);
        });
        Assert.InRange(features["shortcuts"]!.AsArray().Count, 1, 10);
        Assert.All(features["shortcuts"]!.AsArray(), shortcut =>
        {
            Assert.Contains(Text(shortcut!["type"]), new[] { "global", "message" });
            Assert.InRange(Text(shortcut["callback_id"]).Length, 1, 255);
            Assert.InRange(Text(shortcut["description"]).Length, 1, 150);
        });
        Assert.InRange(SlackManifest.Events.Count, 1, 100);
        Assert.Equal(SlackManifest.Events.Distinct().Order(StringComparer.Ordinal), SlackManifest.Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Says_how_Slack_delivers_and_leaves_out_what_cannot_be_undone(bool isSocket)
    {
        var manifest = SlackManifest.Of(["/ops"], isSocket ? null : new Uri("https://bot.example.com/base/"));

        var settings = manifest["settings"]!;
        Assert.Equal(isSocket, settings["socket_mode_enabled"]!.GetValue<bool>());
        Assert.True(settings["org_deploy_enabled"]!.GetValue<bool>());
        Assert.False(settings["token_rotation_enabled"]!.GetValue<bool>());
        Assert.Equal(isSocket, !manifest.ToJsonString().Contains("https://", StringComparison.Ordinal));
        Assert.Equal(isSocket ? null : "https://bot.example.com/base/slack/events", settings["event_subscriptions"]!["request_url"]?.GetValue<string>());
        Assert.Equal("/ops", Text(manifest["features"]!["slash_commands"]!.AsArray().Single()!["command"]));
    }

    [Fact]
    public void Asks_for_the_scopes_that_are_checked()
    {
        var scopes = SlackManifest.Of(["/incident"], null)["oauth_config"]!["scopes"]!;

        Assert.Equal(SlackScopes.All.Select(scope => scope.Name), scopes["bot"]!.AsArray().Select(Text));
        Assert.Equal(SlackScopes.All.Where(scope => scope.IsOptional).Select(scope => scope.Name), scopes["bot_optional"]!.AsArray().Select(Text));
    }

    [Fact]
    public void Puts_into_quotes_whatever_YAML_could_take_for_something_else()
    {
        var yaml = ManifestYaml.Write(new JsonObject
        {
            ["plain"] = "message.im",
            ["truth"] = "yes",
            ["number"] = "1",
            ["comment"] = "#7a1f1f",
            ["quote"] = "an incident's \"own\": x",
            ["list"] = new JsonArray("a.b", new JsonObject { ["first"] = true, ["second"] = new JsonArray("c_d") }),
        });

        Assert.Equal("""
            plain: message.im
            truth: "yes"
            number: "1"
            comment: "#7a1f1f"
            quote: "an incident's \"own\": x"
            list:
              - a.b
              - first: true
                second:
                  - c_d

            """, yaml);
    }

    [Theory]
    [InlineData]
    [InlineData("irc")]
    [InlineData("slack", "--url")]
    [InlineData("slack", "--url", "http://bot.example.com")]
    [InlineData("slack", "--socket", "--url", "https://bot.example.com")]
    public async Task Shows_an_example_where_it_cannot_tell_what_is_wanted(params string[] args)
    {
        var errors = new StringWriter();

        Assert.Equal(2, await ManifestVerb.RunAsync(args, Stream.Null, errors, TestContext.Current.CancellationToken));
        Assert.Contains("manifest slack --socket", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_the_commands_that_are_set()
    {
        var output = new MemoryStream();

        await ManifestVerb.RunAsync(["slack", "--socket", "--Slack:CommandNames:0=/ops"], output, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Contains("- command: \"/ops\"\n", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static string InDeploy(string file, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "..", "deploy", "slack", file));
}
