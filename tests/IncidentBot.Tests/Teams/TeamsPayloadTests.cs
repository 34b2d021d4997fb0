using System.Text.Json.Nodes;
using IncidentBot.Teams;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsPayloadTests
{
    [Theory]
    [InlineData("<p>pool is <b>full</b></p><p>really</p>", "pool is full\nreally")]
    [InlineData("<div><at id=\"0\">Ada</at>&nbsp;look<br>now</div>", "@Ada look\nnow")]
    [InlineData("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c")]
    [InlineData("<emoji id=\"x\" alt=\"👍\" title=\"Yes\"></emoji> ok<script>alert(1)</script>", "👍 ok")]
    [InlineData("a\nb", "a b")]
    public void Reads_what_the_HTML_says(string html, string text)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToElement(new JsonObject { ["contentType"] = "html", ["content"] = html });

        Assert.Equal(text, TeamsPayload.Text(body));
    }
}
