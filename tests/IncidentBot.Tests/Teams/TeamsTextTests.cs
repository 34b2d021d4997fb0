using IncidentBot.Incidents;
using IncidentBot.Teams;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsTextTests
{
    private const string Tenant = FakeConnector.Tenant;

    private static readonly Person Ada = new(TeamsAddress.Of(Tenant, "a1"), "Ada");
    private static readonly Person Eve = new(TeamsAddress.Of(Tenant, "e1"), "**Eve** </at><at>Ada</at>\n[x](javascript:1)");

    private static readonly Dictionary<string, TeamsPerson> People = new()
    {
        [Ada.Id] = new TeamsPerson(Tenant, "a1", "29:ada", Ada.Name),
        [Eve.Id] = new TeamsPerson(Tenant, "e1", "29:eve", Eve.Name),
    };

    public static TheoryData<string, string, string> HostileTexts => new()
    {
        { "<at>Ada</at>", "&lt;at&gt;Ada&lt;/at&gt;", "<\u200Bat>Ada<\u200B/at>" },
        { "[x](javascript:alert(1))", @"\[x\](javascript:alert(1))", @"\[x\](javascript:alert(1))" },
        { "**all** _of_ it", @"\*\*all\*\* \_of\_ it", @"\*\*all\*\* \_of\_ it" },
        { "pool_size * 2", @"pool_size \* 2", @"pool_size \* 2" },
        { "a < b & c", "a &lt; b &amp; c", "a < b & c" },
        { "`rm -rf`", @"\`rm -rf\`", @"\`rm -rf\`" },
        { "one\ntwo", "one\n\ntwo", "one\n\ntwo" },
        { "# big\r\n- item\n12. twelfth", "\\# big\n\n\\- item\n\n12\\. twelfth", "\\# big\n\n\\- item\n\n12\\. twelfth" },
        { @"C:\temp", @"C:\\temp", @"C:\\temp" },
        { "&lt;b&gt;", "&amp;lt;b&amp;gt;", "&lt;b&gt;" },
        { "2*3*4, a~~b~~c, tenant_id", @"2\*3\*4, a\~\~b\~\~c, tenant_id", @"2\*3\*4, a\~\~b\~\~c, tenant_id" },
    };

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void What_people_typed_is_escaped_once(string typed, string inMessage, string inCard)
    {
        var text = BotText.Say($"{typed}");

        Assert.Equal(inMessage, Write(text, isCard: false));
        Assert.Equal(inCard, Write(text, isCard: true));
    }

    [Fact]
    public void Our_own_words_may_be_strong_and_code()
    {
        var text = BotText.Say($"*{"Checkout"}* is down: type `update <words> {"a_b"}`.");

        Assert.Equal("**Checkout** is down: type `update <words> a_b`.", Write(text, isCard: false));
        Assert.Equal("**Checkout** is down: type **update <words> a_b**.", Write(text, isCard: true));
    }

    [Fact]
    public void Code_within_a_strong_text_of_a_card_stays_strong() => Assert.Equal("**a b c**", Write(BotText.Say($"*a `b` c*"), isCard: true));

    [Fact]
    public void Times_are_in_UTC_and_channels_by_name()
    {
        var at = new DateTimeOffset(2024, 1, 15, 15, 30, 0, TimeSpan.FromHours(1));
        var text = BotText.Say($"At {at} in {new ChannelNamed(TeamsAddress.Conversation(Tenant, "19:x"), "INC-1")}");

        Assert.Equal("At 2024-01-15 14:30 UTC in #INC-1", Write(text, isCard: false));
    }

    [Theory]
    [InlineData("https://example.com/a(b)", "[a\\]b](https://example.com/a%28b%29)")]
    [InlineData("javascript:alert(1)", "a\\]b")]
    [InlineData("https://example.com/ \")<script>", "[a\\]b](https://example.com/%20%22%29%3Cscript%3E)")]
    public void Only_web_addresses_are_links(string url, string written) => Assert.Equal(written, Write(BotText.Say($"{new Linked(url, "a]b")}"), isCard: true));

    [Fact]
    public void Mentions_somebody_who_is_known()
    {
        var activity = TeamsContent.Activity(BotText.Say($"{Ada}, look"), People);

        Assert.Null(FakeActivityRules.Problem(activity));
        Assert.Equal("<at>Ada</at>, look", (string?)activity["text"]);
        Assert.Equal("""[{"type":"mention","text":"\u003Cat\u003EAda\u003C/at\u003E","mentioned":{"id":"29:ada","name":"Ada"}}]""", activity["entities"]!.ToJsonString());
    }

    [Fact]
    public void Names_somebody_who_is_not() => Assert.Equal(@"@Ada \<b\>".Replace(@"\<", "&lt;", StringComparison.Ordinal).Replace(@"\>", "&gt;", StringComparison.Ordinal),
        (string?)TeamsContent.Activity(BotText.Say($"{Ada with { Id = "teams:t/else", Name = "Ada <b>" }}"), People)["text"]);

    [Fact]
    public void A_hostile_name_mentions_its_bearer_alone()
    {
        var activity = TeamsContent.Activity(BotText.Say($"{Eve} did it"), People);

        Assert.Null(FakeActivityRules.Problem(activity));
        var mention = Assert.Single(activity["entities"]!.AsArray());
        Assert.Equal("29:eve", (string?)mention!["mentioned"]!["id"]);
        Assert.Equal("<at>Eve &lt;/at&gt;&lt;at&gt;Ada&lt;/at&gt; x (javascript:1)</at>", (string?)mention["text"]);
        Assert.Equal($"{(string?)mention["text"]} did it", (string?)activity["text"]);
    }

    [Fact]
    public void Two_of_one_name_are_told_apart()
    {
        var other = new Person(TeamsAddress.Of(Tenant, "a2"), "Ada");
        var people = new Dictionary<string, TeamsPerson>(People) { [other.Id] = new TeamsPerson(Tenant, "a2", "29:ada2", "Ada") };

        var activity = TeamsContent.Activity(BotText.Say($"{Ada} and {other}"), people);

        Assert.Equal(2, activity["entities"]!.AsArray().Select(mention => (string?)mention!["text"]).Distinct().Count());
        Assert.Null(FakeActivityRules.Problem(activity));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("**<at>x</at>**\n")]
    [InlineData("🙂")]
    public void A_long_text_is_cut_where_nothing_breaks(string piece)
    {
        var text = BotText.Say($"Before {string.Concat(Enumerable.Repeat(piece, 30_000))} {Ada} after");

        var activity = TeamsContent.Activity(text, People);

        Assert.Null(FakeActivityRules.Problem(activity));
        var words = (string?)activity["text"];
        Assert.EndsWith("…", words, StringComparison.Ordinal);
        Assert.True(words!.Length <= TeamsContent.LongestMessage);
        Assert.DoesNotContain('\uFFFD', new System.Text.UTF8Encoding(false, false).GetString(System.Text.Encoding.UTF8.GetBytes(words)));
        Assert.DoesNotContain("<at>", words, StringComparison.Ordinal);
    }

    private static string Write(BotText text, bool isCard) => new TeamsText(isCard, People).Write(text, 10_000);
}
