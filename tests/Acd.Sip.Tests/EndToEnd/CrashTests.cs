namespace Acd.Sip.Tests;

/// <summary>The connector and the switch are killed under load. Nothing is lost, and nothing is left over.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const int Agents = 12;
    private CallCenter _center = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(KamailioServer.IsInstalled, "Kamailio with evapi is not installed here.");
        string[] agents = [.. Enumerable.Range(1, Agents).Select(number => $"a{number}")];
        _center = await CallCenter.StartAsync(agents);
        try
        {
            await PrepareAsync();
        }
        catch
        {
            // The runner disposes nothing where this fails.
            await _center.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_center is not null) await _center.DisposeAsync();
    }

    private async Task PrepareAsync()
    {
        await _center.OpenLineAsync(1, new
        {
            offerTimeout = 2,
            maxMissedOffers = 100,
            maxDeclines = 100,
            offerPause = 0.2,
            retryCooldown = 0.2,
        });
        _center.Phones.TalksFor = TimeSpan.FromSeconds(1);
        for (var number = 1; number <= Agents; number++)
        {
            // Of twelve telephones one is busy, one is not answered, and one answers as it is told to stop.
            await _center.LogInAsync($"a{number}", 1, number switch
            {
                1 => PhoneHabit.Busy,
                2 => PhoneHabit.RingsOnly,
                3 => PhoneHabit.AnswersLate,
                _ => PhoneHabit.Answers,
            });
        }
    }

    [Fact]
    public async Task Every_call_ends_alike_on_both_sides_although_the_connector_is_killed_three_times()
    {
        var calls = new List<CallerCall>();
        for (var number = 0; number < 60; number++)
        {
            calls.Add(await _center.Callers.CallAsync("1001", caller: $"49301{number:000}"));
            if (number % 7 == 6) _center.Callers.Cancel(calls[^1]);
            if (number % 20 != 10) continue;
            await _center.Connector.KillAsync();
            calls.Add(await _center.Callers.CallAsync("1001", caller: $"49302{number:000}"));
            _center.Connector.Start();
        }

        await AllEndAlikeAsync(calls);
        await AgentsAreFreeAsync();
    }

    [Fact]
    public async Task When_the_switch_is_killed_its_contacts_end_and_the_agents_are_free()
    {
        _center.Phones.TalksFor = null;
        var calls = new List<CallerCall>();
        for (var number = 0; number < 16; number++) calls.Add(await _center.Callers.CallAsync("1001"));
        await _center.UntilAsync(
            async () => (await StatesAsync(calls)).Count(state => state == "connected") >= Agents - 3,
            async () => string.Join(", ", await StatesAsync(calls)));

        await _center.Kamailio.KillAsync();
        await _center.Kamailio.StartAgainAsync();

        await _center.UntilAsync(
            async () => (await StatesAsync(calls)).All(state => state is "completed" or "abandoned"),
            async () => string.Join(", ", await StatesAsync(calls)));
        await AgentsAreFreeAsync();
    }

    private async Task AllEndAlikeAsync(List<CallerCall> calls)
    {
        await _center.UntilAsync(() => Task.FromResult(calls.All(call => call.IsOver)),
            async () => string.Join('\n', await DescribeAsync(calls.Where(call => !call.IsOver))));
        foreach (var call in calls)
        {
            // Refused are callers who hung up (487), and who rang so often that the switch had no branch left (480).
            var expected = call.State.StartsWith("refused", StringComparison.Ordinal) ? "abandoned" : "completed";
            await _center.UntilAsync(async () => await _center.StateOfAsync(call.Id) == expected,
                async () => string.Join('\n', await DescribeAsync([call])));
        }
    }

    private async Task AgentsAreFreeAsync()
    {
        for (var number = 1; number <= Agents; number++)
        {
            await _center.UntilAsync(
                async () => (await _center.GetAsync($"agents/a{number}")).GetProperty("taken").GetInt32() == 0,
                async () => $"{await _center.GetAsync($"agents/a{number}")}");
        }
    }

    private async Task<IReadOnlyList<string>> StatesAsync(IEnumerable<CallerCall> calls) =>
        await Task.WhenAll(calls.Select(call => _center.StateOfAsync(call.Id)));

    private async Task<IReadOnlyList<string>> DescribeAsync(IEnumerable<CallerCall> calls) => await Task.WhenAll(
        calls.Select(async call => $"{call.Id} is {call.State}; the contact is {await _center.StateOfAsync(call.Id)}"));
}
