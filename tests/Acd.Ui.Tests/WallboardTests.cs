using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Acd.Ui.Tests;

/// <summary>What a supervisor looks at.</summary>
public sealed partial class WallboardTests(Chromium chromium)
{
    [Fact]
    public async Task A_contact_that_arrives_changes_the_figures_of_its_row_and_no_other_element()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var board = await browser.OpenAsync("/ui/wallboard");
        await Expect(Waiting(board, "Claims")).ToHaveTextAsync("2");
        await Expect(board.Locator(".tile", new() { HasText = "Waiting" })).ToContainTextAsync("7");
        await board.EvaluateAsync(
            "() => document.querySelectorAll('.queues tr, .queues td').forEach(one => { one.known = true; })");

        await center.EnqueueAsync("call-99", "claims", "+49 40 1", "claims");

        await Expect(Waiting(board, "Claims")).ToHaveTextAsync("3");
        var isSame = await board.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('.queues tr, .queues td')].every(one => one.known)");
        Assert.True(isSame, "Rows or cells were made anew.");
    }

    [Fact]
    public async Task The_rows_are_sorted_and_searched_by_the_address_and_pinned_ones_come_first()
    {
        await using var center = await LivingCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var board = await browser.OpenAsync("/ui/wallboard");
        await board.GetByRole(AriaRole.Button, new() { Name = "Queue", Exact = true }).ClickAsync();
        await Expect(board).ToHaveURLAsync(SortByName());
        await board.Mouse.MoveAsync(0, 0);
        await Expect(Names(board)).ToHaveTextAsync(["Billing", "Claims", "default", "Sales Europe", "Support"]);
        var head = board.GetByRole(AriaRole.Columnheader, new() { Name = "Queue" });
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");

        await board.GetByRole(AriaRole.Button, new() { Name = "Pin Support" }).ClickAsync();
        await board.Keyboard.PressAsync("/");
        await Expect(Names(board).First).ToHaveTextAsync("Support");
        await board.Keyboard.TypeAsync("s");
        await board.Mouse.MoveAsync(0, 0);
        await Expect(Names(board)).ToHaveTextAsync(["Support", "Claims", "Sales Europe"]);
        await board.ReloadAsync();
        await Expect(Names(board)).ToHaveTextAsync(["Support", "Claims", "Sales Europe"]);
    }

    [Fact]
    public async Task By_keyboard_a_queue_is_opened_a_wait_explained_and_the_contact_assigned()
    {
        await using var center = await LivingCenter.StartAsync();
        await center.AddAgentAsync("zoe", "Zoe Adler", ["claims"]);
        await center.PutAsync("/v1/agents/zoe/presence", new { presence = "notReady", reason = "training" });
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        var board = await browser.OpenAsync("/ui/wallboard?search=claims");
        await Expect(Names(board)).ToHaveTextAsync(["Claims"]);

        await board.Keyboard.PressAsync("j");
        await board.Keyboard.PressAsync("Enter");
        var drawer = board.GetByRole(AriaRole.Dialog, new() { Name = "Claims" });
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Why?" }).First.ClickAsync();
        await Expect(drawer.Locator(".explained")).ToContainTextAsync("not ready");
        await drawer.GetByPlaceholder("Agent").FillAsync("zoe");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Assign" }).ClickAsync();
        await Expect(drawer.Locator(".waiting-contact")).ToHaveCountAsync(1);
        await board.Keyboard.PressAsync("Escape");

        await Expect(drawer).ToHaveCountAsync(0);
        await center.WaitAsync("/v1/contacts/call-6", "state", "offered");
    }

    [Fact]
    public async Task A_viewer_sees_the_board_and_nothing_of_callers_and_agents()
    {
        await using var center = await RunningCenter.StartAsync(keys: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var board = await browser.OpenAsync("/ui/");
        await board.GetByLabel("Key").FillAsync(RunningCenter.ViewerKey);
        await board.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(Names(board)).ToHaveTextAsync(["default"]);
        await Expect(board.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        await Expect(board.Locator(".agents-panel")).ToHaveCountAsync(0);
        await board.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(board.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wall_says_across_the_screen_that_it_is_not_live()
    {
        await using var center = await RunningCenter.StartAsync();
        await using var browser = await chromium.OpenAsync(center.Process.Url, new BrowserOptions(1920, 1080));
        browser.ExpectsFailedRequests = true;
        var wall = await browser.OpenAsync("/ui/wallboard?tv=1");
        await Expect(wall.Locator(".tv tbody tr")).ToHaveCountAsync(1);
        var fits = await wall.EvaluateAsync<bool>("() => document.documentElement.scrollHeight <= innerHeight");
        Assert.True(fits, "A wall scrolls.");

        await center.Process.KillAsync();

        await Expect(wall.Locator(".tv-stale")).ToContainTextAsync("Not live since");
    }

    [Fact]
    public async Task The_process_is_killed_and_back_and_the_board_says_so_and_goes_on()
    {
        await using var center = await RunningCenter.StartAsync(durable: true);
        await using var browser = await chromium.OpenAsync(center.Process.Url);
        browser.ExpectsFailedRequests = true;
        var board = await browser.OpenAsync("/ui/wallboard");
        await Expect(board.Locator(".connection")).ToHaveTextAsync("Live");

        await center.Process.KillAsync();
        await Expect(board.Locator(".connection")).ToContainTextAsync("as of");
        await Expect(Names(board)).ToHaveTextAsync(["default"]);
        await center.StartAgainAsync();
        await Expect(board.Locator(".connection")).ToHaveTextAsync("Live");
        await center.EnqueueAsync("call-1", "en");

        await Expect(Waiting(board, "default")).ToHaveTextAsync("1");
    }

    private static ILocator Names(IPage board) => board.Locator(".queues .row-open");

    private static ILocator Waiting(IPage board, string queue) =>
        board.Locator(".queues tbody tr", new() { HasText = queue }).Locator("td").First;

    [GeneratedRegex(@"\?sort=name$")]
    private static partial Regex SortByName();
}
