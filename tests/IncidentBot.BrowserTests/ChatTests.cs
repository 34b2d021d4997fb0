using System.Text.RegularExpressions;
using IncidentBot.BrowserTests.Browser;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Sandbox;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace IncidentBot.BrowserTests;

public sealed class ChatTests(PostgresFixture postgres, Chromium chromium)
{
    [Fact]
    public async Task What_is_kept_with_the_pin_flashes_in_the_document_beside_the_chat()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await ada.StartIncidentAsync("Checkout is down");
        await ada.SayAsync("all pods are out of connections");

        await ada.KeepAsync("all pods are out of connections");

        var changed = ada.Paper.Locator(".section:is(.flash, .fading)").Filter(new() { HasText = "all pods are out of connections" });
        await Expect(changed).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await Expect(changed.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Timeline");
        await Expect(ada.Paper.GetByRole(AriaRole.Row, new() { Name = "all pods are out of connections" })).ToBeVisibleAsync();
        await Expect(ada.Paper.Locator(".flash, .fading")).ToHaveCountAsync(0);
        ada.AssertUntroubled();
    }

    [Fact]
    public async Task An_incident_started_in_general_has_a_room_of_its_own_and_the_page_goes_there()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);

        await ada.StartIncidentAsync("Checkout is down");

        await Expect(ada.Page.Locator("#room-name")).ToHaveTextAsync(new Regex("^#inc-.*checkout-is-down"));
        await Expect(ada.Paper.GetByRole(AriaRole.Heading, new() { Name = "Checkout is down" })).ToBeVisibleAsync();
        ada.AssertUntroubled();
    }

    [Fact]
    public async Task Switching_the_person_changes_who_speaks()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var visitor = await chromium.VisitAsync(host);
        await visitor.SayAsync("said by the first");

        await visitor.BecomeAsync("grace");
        await visitor.SayAsync("said by the second");

        await Expect(visitor.Message("said by the first").Locator(".name")).ToHaveTextAsync("Ada");
        await Expect(visitor.Message("said by the second").Locator(".name")).ToHaveTextAsync("Grace");
        visitor.AssertUntroubled();
    }

    [Fact]
    public async Task A_reply_stands_under_its_message_and_not_at_the_end()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await ada.SayAsync("is it the balancer?");
        await ada.SayAsync("something else");

        await ada.DoAsync("is it the balancer?", "Reply in thread");
        await ada.SayAsync("no, the pool");

        await Expect(ada.Messages.Locator(".text")).ToHaveTextAsync(["is it the balancer?", "no, the pool", "something else"]);
        await Expect(ada.Message("no, the pool")).ToHaveClassAsync(new Regex(@"\breply\b"));
        ada.AssertUntroubled();
    }

    [Fact]
    public async Task An_edit_shows_and_a_deletion_takes_the_text_away()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await using var grace = await chromium.VisitAsync(host);
        await ada.SayAsync("it is the blancer");

        await ada.DoAsync("it is the blancer", "Edit");
        var box = ada.Page.GetByLabel("Edit the message");
        await box.FillAsync("it is the balancer");
        await box.PressAsync("Enter");

        await Expect(grace.Message("it is the balancer")).ToContainTextAsync("edited");
        await Expect(ada.Message("it is the balancer")).ToContainTextAsync("edited");

        await ada.DoAsync("it is the balancer", "Delete");

        await Expect(grace.Messages.Locator(".text")).ToHaveTextAsync(["This message was deleted."]);
        await Expect(ada.Messages.Locator(".text")).ToHaveTextAsync(["This message was deleted."]);
        ada.AssertUntroubled();
        grace.AssertUntroubled();
    }

    [Fact]
    public async Task A_button_opens_a_form_that_keeps_what_was_typed_and_says_what_is_wrong()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await ada.StartIncidentAsync("Checkout is down");

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
        var form = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Add to the timeline" });
        await Expect(form).ToBeVisibleAsync();
        await Accessibility.AssertFineAsync(ada.Page, "#form");
        await form.GetByLabel("What happened").FillAsync("alert fired");
        await form.GetByLabel("When").FillAsync("99:10");
        await form.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("No clock shows 99:10");
        await Expect(form.GetByLabel("What happened")).ToHaveValueAsync("alert fired");

        await form.GetByLabel("When").FillAsync("");
        await form.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();

        await Expect(form).ToBeHiddenAsync();
        await Expect(ada.Paper.GetByRole(AriaRole.Row, new() { Name = "alert fired" })).ToBeVisibleAsync();
        ada.AssertUntroubled();
    }

    [Fact]
    public async Task What_is_chosen_on_the_card_is_done_and_all_see_who_did_it()
    {
        await using var host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        await using var ada = await chromium.VisitAsync(host);
        await ada.StartIncidentAsync("Checkout is down");

        await ada.Page.GetByLabel("Severity", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "P0: down for everybody" });

        await Expect(ada.Message("Severity: P0 · Ada")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator("#incident-badges")).ToContainTextAsync("P0");
        ada.AssertUntroubled();
    }
}
