using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class ConversationTests(PostgresFixture postgres)
{
    private static readonly TypingPlace Thread = TypingPlace.Thread("1772442000000");

    public static TheoryData<string> Places => ["channel", "groupChat", "personal"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_incident_lives_where_people_talk(string kind)
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var (place, call) = (Of(kind), kind == "personal" ? "" : "{bot} ");

        var incident = await world.StartHereAsync(place, "P1 Payments are down", call);
        await world.SaysAsync(place, world.Ada, call + "note the queue is full -> restarted it");
        await world.SaysAsync(place, world.Grace, call + "severity P2");

        Assert.Equal(["the queue is full"], (await world.LoggedAsync(incident, "note")).Select(line => line["detail"]!["event"]!.GetValue<string>()));
        Assert.Equal(["Ada Lovelace"], (await world.LoggedAsync(incident, "note")).Select(line => line["by"]!["name"]!.GetValue<string>()));
        Assert.Equal(["Grace Hopper"], (await world.LoggedAsync(incident, "severity")).Select(line => line["by"]!["name"]!.GetValue<string>()));
        await world.DocumentHasAsync(incident, "Payments are down");
        await world.DocumentHasAsync(incident, "the queue is full");
    }

    [Fact]
    public async Task The_answer_to_a_command_waits_in_the_outbox()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);

        await world.SaysAsync(Thread, world.Ada, "{bot} frobnicate");
        await world.SaysAsync(Thread, world.Ada, "{bot}");

        Assert.Equal(2, await world.CountAsync("count(*) from outbox"));
    }

    [Theory]
    [InlineData("{bot}&nbsp;note the disk is &lt;full&gt; &amp; slow\n", "the disk is <full> & slow")]
    [InlineData("{bot} /incident note the disk is full", "the disk is full")]
    [InlineData("{bot}, Incident note the disk is full", "the disk is full")]
    [InlineData("note the disk is full {bot}", "the disk is full")]
    [InlineData("{bot} note \u00A0the\u00A0disk is full\r\n", "the disk is full")]
    [InlineData("{bot} note &lt;at&gt;IncidentBot&lt;/at&gt; is typed by hand", "<at>IncidentBot</at> is typed by hand")]
    public async Task Reads_a_command_as_it_was_typed(string text, string noted)
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P3 Words");

        await world.SaysAsync(Thread, world.Ada, text);

        Assert.Equal([noted], (await world.LoggedAsync(incident, "note")).Select(line => line["detail"]!["event"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Smart_quotes_and_dashes_of_phones_are_understood()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P3 Phones");

        await world.SaysAsync(Thread, world.Ada, "{bot} note “it’s slow” —at 09:30");

        var note = Assert.Single(await world.LoggedAsync(incident, "note"));
        Assert.Equal("it's slow", note["detail"]!["event"]!.GetValue<string>().Trim('"'));
        // Half past nine in Berlin.
        Assert.Contains("2026-03-02T08:30:00", note.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_entity_makes_a_mention()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P3 Forgery");
        var forged = world.Message(Thread, world.Ada, "note forged");
        forged["text"] = "<at>IncidentBot</at> note forged";

        Assert.Equal(200, await world.SendAsync(forged));
        var foreign = world.Message(Thread, world.Ada, "{bot} note for another bot");
        foreign["entities"]![0]!["mentioned"]!["id"] = "28:another";
        Assert.Equal(200, await world.SendAsync(foreign));

        Assert.Empty(await world.LoggedAsync(incident, "note"));
        Assert.Equal(2, (await world.LoggedAsync(incident, "message")).Count);
    }

    [Fact]
    public async Task A_message_that_is_shown_to_the_bot_alone_needs_no_mention()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P3 Slash");
        var targeted = world.Message(Thread, world.Ada, "note by slash");
        targeted["recipient"]!["isTargeted"] = true;

        Assert.Equal(200, await world.SendAsync(targeted));

        Assert.Single(await world.LoggedAsync(incident, "note"));
    }

    [Fact]
    public async Task People_who_are_mentioned_are_known_by_their_id_in_the_directory()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P1 Roles");
        await world.SaysAsync(Thread, world.Grace, "I am here");

        await world.SaysAsync(Thread, world.Ada, "{bot} role commander {Grace Hopper}");

        Assert.Contains(world.Grace.PersonId, string.Join('\n', (await world.LogAsync(incident)).Select(line => line.ToJsonString())), StringComparison.Ordinal);
        await world.DocumentHasAsync(incident, "Grace Hopper");
    }

    [Fact]
    public async Task Somebody_nobody_knows_stays_a_name()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P1 Roles");

        await world.SaysAsync(Thread, world.Ada, "{bot} role commander {Grace Hopper}");

        await world.DocumentHasAsync(incident, "Grace Hopper");
    }

    [Fact]
    public async Task What_is_delivered_twice_is_recorded_once()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P2 Twice");
        var said = world.Message(Thread, world.Grace, "the disk is full");
        var edited = world.Message(Thread, world.Grace, "the disk is empty", null, said["id"]!.GetValue<string>(), "messageUpdate");
        edited["channelData"]!["eventType"] = "editMessage";
        JsonObject[] deliveries = [said, world.Message(Thread, world.Ada, "{bot} note once"), world.Message(Thread, world.Ada, "{bot} start P3 Another --here"), edited];

        foreach (var delivery in deliveries)
        {
            Assert.Equal(200, await world.SendAsync(delivery));
            Assert.Equal(200, await world.SendAsync(delivery));
        }

        Assert.Equal(["the disk is full"], await world.TextsAsync(incident, "message"));
        Assert.Equal(["the disk is empty"], await world.TextsAsync(incident, "edit"));
        Assert.Single(await world.LoggedAsync(incident, "note"));
        Assert.InRange(await world.CountAsync("count(*) from incidents"), 1, 2);
    }

    [Fact]
    public async Task Each_edit_is_its_own_and_an_edited_command_is_no_second_one()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P2 Edits");
        var said = await world.SaysAsync(Thread, world.Grace, "09:30 the disk is full");
        var command = await world.SaysAsync(Thread, world.Ada, "{bot} note one");

        await world.ChangesAsync("messageUpdate", "editMessage", Thread, world.Grace, said, "09:30 the disk is nearly full");
        await world.ChangesAsync("messageUpdate", "editMessage", Thread, world.Grace, said, "09:30 the disk is almost full");
        await world.ChangesAsync("messageUpdate", "editMessage", Thread, world.Ada, command, "{bot} note two");

        Assert.Single(await world.LoggedAsync(incident, "note"));
        Assert.Equal(["09:30 the disk is nearly full", "09:30 the disk is almost full", "@IncidentBot note two"], await world.TextsAsync(incident, "edit"));
        await world.DocumentHasAsync(incident, "the disk is almost full");
    }

    [Fact]
    public async Task A_message_goes_and_comes_back_and_goes()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P2 Deletions");
        var said = await world.SaysAsync(Thread, world.Grace, "secret words");

        await world.ChangesAsync("messageDelete", "softDeleteMessage", Thread, world.Grace, said);
        Assert.DoesNotContain("secret words", string.Join('\n', await world.TextsAsync(incident, "message")), StringComparison.Ordinal);
        await world.ChangesAsync("messageUpdate", "undeleteMessage", Thread, world.Grace, said, "better words");
        await world.ChangesAsync("messageDelete", "softDeleteMessage", Thread, world.Grace, said);

        Assert.Equal(2, (await world.LoggedAsync(incident, "deletion")).Count);
    }

    [Fact]
    public async Task A_pushpin_keeps_a_message()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P2 Pins");
        // Without any entry, the document would show the chat.
        await world.SaysAsync(Thread, world.Ada, "{bot} note the alarm rang");
        var said = await world.SaysAsync(Thread, world.Grace, "the cable was cut");

        await ReactAsync(world, said, "reactionsAdded", "like");
        await world.DocumentHasAsync(incident, "the cable was cut", isThere: false);
        await ReactAsync(world, said, "reactionsAdded", "1f4cc_pushpin");
        await world.DocumentHasAsync(incident, "the cable was cut");
        await ReactAsync(world, said, "reactionsRemoved", "1f4cc_pushpin");
        Assert.Single(await world.LoggedAsync(incident, "unkeep"));
        await world.DocumentHasAsync(incident, "the cable was cut", isThere: false);
    }

    [Fact]
    public async Task Files_and_pictures_are_kept_by_their_address_and_other_bots_by_their_cards()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P2 Files");
        var file = world.Message(Thread, world.Grace, "look", "<p>look <img src=\"https://eu-api.asm.skype.com/v1/objects/1/views/imgo\" alt=\"image\"></p>");
        file["attachments"]!.AsArray().Add(JsonNode.Parse("""{"contentType":"application/vnd.microsoft.teams.file.download.info","name":"graph.pdf","contentUrl":"https://contoso.sharepoint.com/graph.pdf","content":{"downloadUrl":"https://download.example/secret","uniqueId":"1","fileType":"pdf"}}"""));
        var alarm = world.Message(Thread, new TypingPerson("28:pager", "", "Pager"), "");
        alarm["from"] = new JsonObject { ["id"] = "28:pager", ["name"] = "Pager" };
        alarm["attachments"]!.AsArray().Add(JsonNode.Parse("""{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"CPU is at 99 %"}],"actions":[{"title":"Acknowledge"}]}}"""));

        Assert.Equal(200, await world.SendAsync(file));
        Assert.Equal(200, await world.SendAsync(alarm));

        var messages = await world.LoggedAsync(incident, "message");
        var log = string.Join('\n', messages.Select(line => line.ToJsonString()));
        Assert.Contains("https://contoso.sharepoint.com/graph.pdf", log, StringComparison.Ordinal);
        Assert.Contains("https://eu-api.asm.skype.com/v1/objects/1/views/imgo", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log, StringComparison.Ordinal);
        Assert.Equal(["look", "CPU is at 99 %"], messages.Select(line => line["detail"]!["text"]!.GetValue<string>()));
        Assert.True(messages[1]["detail"]!["fromBot"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Another_bot_gives_no_commands_and_the_bot_does_not_hear_itself()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(Thread, "P2 Bots");
        var other = world.Message(Thread, world.Ada, "{bot} note from a bot");
        other["from"] = new JsonObject { ["id"] = "28:pager", ["name"] = "Pager" };
        var own = world.Message(Thread, world.Ada, "I said this");
        own["from"] = new JsonObject { ["id"] = TeamsWorld.BotId, ["name"] = "IncidentBot" };

        Assert.Equal(200, await world.SendAsync(other));
        Assert.Equal(200, await world.SendAsync(own));

        Assert.Empty(await world.LoggedAsync(incident, "note"));
        Assert.Equal(["@IncidentBot note from a bot"], await world.TextsAsync(incident, "message"));
    }

    [Fact]
    public async Task Strangers_are_heard_and_give_no_commands()
    {
        await using var world = await TeamsWorld.StartAsync(postgres);
        var incident = await world.StartHereAsync(TypingPlace.Group, "P2 Visitors");
        var visitor = world.Message(TypingPlace.Group, world.Ada, "{bot} severity P0");
        visitor["from"] = new JsonObject { ["id"] = "29:visitor", ["name"] = "Somebody" };

        Assert.Equal(200, await world.SendAsync(visitor));

        Assert.Empty(await world.LoggedAsync(incident, "severity"));
    }

    [Fact]
    public async Task What_comes_while_the_database_is_away_is_to_be_delivered_again()
    {
        await using var door = DatabaseDoor.To(await postgres.CreateDatabaseAsync());
        await using var world = await TeamsWorld.StartAsync(postgres, door.ConnectionString);
        var incident = await world.StartHereAsync(Thread, "P1 The database itself");
        var during = world.Message(Thread, world.Ada, "during");
        var command = world.Message(Thread, world.Ada, "{bot} note during");

        door.Shut();
        Assert.Equal(503, await world.SendAsync(during));
        Assert.Equal(503, await world.SendAsync(command));

        door.Open();
        foreach (var delivery in new[] { during, command })
            await Eventually.GetAsync(async () => await world.SendAsync(delivery) == 200 ? true : throw new TimeoutException("not yet"), TeamsWorld.Cancel);
        Assert.Equal(["during"], await world.TextsAsync(incident, "message"));
        Assert.Single(await world.LoggedAsync(incident, "note"));
    }

    private static async Task ReactAsync(TeamsWorld world, string about, string change, string type)
    {
        var reaction = world.Activity("messageReaction", Thread, world.Ada, "f:" + world.NextId());
        reaction["replyToId"] = about;
        reaction[change] = new JsonArray(new JsonObject { ["type"] = type });
        Assert.Equal(200, await world.SendAsync(reaction));
    }

    private static TypingPlace Of(string kind) => kind switch
    {
        "channel" => Thread,
        "groupChat" => TypingPlace.Group,
        _ => TypingPlace.Alone,
    };
}
