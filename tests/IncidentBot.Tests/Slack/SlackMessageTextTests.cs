using System.Text;
using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackMessageTextTests
{
    private static readonly Dictionary<string, string> Names = new() { ["U01"] = "Ada", ["S01"] = "db-team", ["C01"] = "payments" };

    [Theory]
    [InlineData("""{"type":"text","text":"a < b & `c` <@U01>"}""", "a < b & `c` <@U01>")]
    [InlineData("""{"type":"text","text":"bold","style":{"bold":true}}, {"type":"text","text":" and not"}""", "bold and not")]
    [InlineData("""{"type":"text","text":"gone","style":{"strike":true}}""", "~gone~")]
    [InlineData("""{"type":"text","text":"rm -rf","style":{"code":true}}""", "`rm -rf`")]
    [InlineData("""{"type":"link","url":"https://example.com/a?b=1&c=2"}""", "https://example.com/a?b=1&c=2")]
    [InlineData("""{"type":"link","url":"https://example.com/a|b","text":"the\nrunbook"}""", "[the runbook](https://example.com/a%7Cb)")]
    [InlineData("""{"type":"user","user_id":"U01"}, {"type":"text","text":" and "}, {"type":"user","user_id":"U99"}""", "@Ada and @U99")]
    [InlineData("""{"type":"usergroup","usergroup_id":"S01"}, {"type":"text","text":" in "}, {"type":"channel","channel_id":"C01"}""", "@db-team in #payments")]
    [InlineData("""{"type":"broadcast","range":"here"}""", "@here")]
    [InlineData("""{"type":"emoji","name":"fire","unicode":"1f525"}""", "🔥")]
    [InlineData("""{"type":"emoji","name":"+1","unicode":"1f44d-1f3fd","skin_tone":4}""", "👍🏽")]
    [InlineData("""{"type":"emoji","name":"party_parrot"}""", ":party_parrot:")]
    [InlineData("""{"type":"emoji","name":"wave","skin_tone":3}""", ":wave::skin-tone-3:")]
    [InlineData("""{"type":"emoji","name":"bad","unicode":"d800"}""", ":bad:")]
    [InlineData("""{"type":"color","value":"#ff0000"}""", "#ff0000")]
    [InlineData("""{"type":"date","timestamp":1705329000,"format":"{date}","fallback":"Jan 15 | 2:30 PM"}""", "Jan 15 / 2:30 PM")]
    [InlineData("""{"type":"date","timestamp":1705329000,"format":"{date}"}""", "2024-01-15 14:30 UTC")]
    public void What_people_type_is_read_from_its_parts(string leaves, string readable) =>
        Assert.Equal(readable, Read($$"""{"user":"U01","text":"x","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{{leaves}}]}]}]}"""));

    [Fact]
    public void Lists_quotes_and_code_look_as_they_were_typed()
    {
        var typed = Read("""
            {"user":"U01","text":"x","blocks":[{"type":"rich_text","elements":[
              {"type":"rich_text_section","elements":[{"type":"text","text":"Plan:\n"}]},
              {"type":"rich_text_list","style":"ordered","indent":0,"elements":[
                {"type":"rich_text_section","elements":[{"type":"text","text":"drain"}]}, {"type":"rich_text_section","elements":[{"type":"text","text":"restart"}]}]},
              {"type":"rich_text_list","style":"bullet","indent":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one by one"}]}]},
              {"type":"rich_text_list","style":"ordered","indent":0,"offset":2,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"watch"}]}]},
              {"type":"rich_text_quote","elements":[{"type":"text","text":"never again\nsaid Grace"}]},
              {"type":"rich_text_preformatted","elements":[{"type":"text","text":"curl "}, {"type":"link","url":"https://example.com","text":"example.com"}, {"type":"text","text":" <x>"}]},
              {"type":"rich_text_section","elements":[{"type":"text","text":"done"}]}]}]}
            """);

        Assert.Equal("""
            Plan:
            1. drain
            2. restart
                • one by one
            3. watch
            > never again
            > said Grace
            ```
            curl example.com <x>
            ```
            done
            """.ReplaceLineEndings("\n"), typed);
    }

    [Theory]
    [InlineData("""{"bot_id":"B1","text":"CPU high","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*CPU high*\n95 %"}}]}""", "*CPU high*\n95 %")]
    [InlineData("""{"bot_id":"B1","text":"CPU high on db-1: 95 %","blocks":[{"type":"section","text":{"type":"plain_text","text":"CPU high"}}]}""", "CPU high on db-1: 95 %")]
    [InlineData("""{"bot_id":"B1","text":"Alert","blocks":[{"type":"header","text":{"type":"plain_text","text":"CPU < 5"}},{"type":"divider"},{"type":"section","fields":[{"type":"mrkdwn","text":"*Host* db-1"},{"type":"mrkdwn","text":"*Zone* b"}]},{"type":"context","elements":[{"type":"mrkdwn","text":"by"},{"type":"image","image_url":"https://x","alt_text":"Grafana"}]},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Silence"}}]}]}""",
        "Alert\nCPU < 5\n*Host* db-1\n*Zone* b\nby Grafana")]
    [InlineData("""{"bot_id":"B1","text":"","blocks":[{"type":"table","rows":[[{"type":"raw_text","text":"host"},{"type":"raw_text","text":"load"}],[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"db-1"}]}]},{"type":"raw_text","text":"95"}]]}]}""",
        "host | load\ndb-1 | 95")]
    [InlineData("""{"bot_id":"B1","text":"1 alert","attachments":[{"pretext":"Now:","title":"CPU","title_link":"https://g.example/d?a=1&amp;b=2","text":"95 &amp; rising","fields":[{"title":"Host","value":"db-1"},{"title":"","value":"zone b"}],"fallback":"CPU 95"}]}""",
        "1 alert\nNow:\n[CPU](https://g.example/d?a=1&b=2)\n95 & rising\nHost: db-1\nzone b")]
    [InlineData("""{"bot_id":"B1","text":"","attachments":[{"fallback":"only this"},{"fallback":"only this"}]}""", "only this")]
    [InlineData("""{"bot_id":"B1","text":"see https://example.com","attachments":[{"from_url":"https://example.com","title":"A page"}]}""", "see https://example.com")]
    [InlineData("""{"bot_id":"B1","text":"","attachments":[{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"in a block"}}],"fallback":"[no preview]"}]}""", "in a block")]
    public void A_bots_summary_and_the_rest_are_said_once(string message, string readable) => Assert.Equal(readable, Read(message, isBot: true));

    [Theory]
    [InlineData("""{"user":"U01","text":"look","attachments":[{"title":"A page","from_url":"https://example.com"}]}""", "look")]
    [InlineData("""{"user":"U01","text":"look","attachments":[{"is_share":true,"author_name":"Grace","text":"it is the cache"}]}""", "look\nGrace:\nit is the cache")]
    [InlineData("""{"user":"U01","text":"typed by a program","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"other"}}]}""", "typed by a program")]
    [InlineData("""{"user":"U01","text":"kept","blocks":[{"type":"rich_text","elements":[]}]}""", "kept")]
    [InlineData("""{"user":"U01","text":"odd","blocks":[{"type":"rich_text","elements":"x"},7,null]}""", "odd")]
    [InlineData("""{"user":"U01"}""", "")]
    public void What_people_pass_on_is_theirs_and_what_unfolds_is_not(string message, string readable) => Assert.Equal(readable, Read(message));

    private static string Read(string message, bool isBot = false)
    {
        Assert.True(IncomingJson.TryParse(Encoding.UTF8.GetBytes(message), out var document));
        using (document)
            return SlackText.Read(SlackMessageText.Of(document!.RootElement, isBot), new SlackReading(Names.GetValueOrDefault));
    }
}
