using System.Globalization;

namespace Acd.Core.Tests;

/// <summary>
/// Days with a clock change have 23 or 25 hours, or differ by half an hour. The figures of today cover the whole local day, and
/// its intervals add up to it.
/// </summary>
public sealed class DaylightSavingTests
{
    private static readonly TimeSpan BetweenContacts = TimeSpan.FromMinutes(7);

    /// <summary>
    /// The zone, the UTC time at which the day begins, and its hours. In Cairo this day begins at one o'clock; in Havana
    /// midnight occurs twice.
    /// </summary>
    public static TheoryData<string, string, double> Days => new()
    {
        { "Europe/Berlin", "2025-03-29T23:00Z", 23 },
        { "Europe/Berlin", "2025-10-25T22:00Z", 25 },
        { "America/New_York", "2025-03-09T05:00Z", 23 },
        { "America/New_York", "2025-11-02T04:00Z", 25 },
        { "Australia/Lord_Howe", "2025-10-04T13:30Z", 23.5 },
        { "Australia/Lord_Howe", "2025-04-05T13:00Z", 24.5 },
        { "Africa/Cairo", "2025-04-24T22:00Z", 23 },
        { "America/Havana", "2025-11-02T04:00Z", 25 },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void Today_is_the_whole_day_and_its_intervals_add_up_to_it(string zone, string begins, double hours)
    {
        var start = Timestamp.From(DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture));
        var end = start + TimeSpan.FromHours(hours);
        var (engine, served) = ServeUntil(zone, start + TimeSpan.FromHours(-3), end);
        var last = end + TimeSpan.FromMilliseconds(-1);
        var today = served.Where(at => at >= start).ToList();
        foreach (var by in Enum.GetValues<StatsBasis>())
        {
            foreach (var minutes in new[] { 15, 30 })
            {
                var query = new GetCenterStats { Interval = minutes, By = by };
                var stats = Assert.IsType<ContactStatsReply>(engine.Ask(query, last));
                Assert.Equal((start, end), (stats.From, stats.To));
                Assert.Equal(today.Count, stats.Total.Handled);
                AssertIntervals(stats, TimeSpan.FromMinutes(minutes), zone, today);
                Assert.Equal(hours * 60 / minutes, stats.Intervals!.Count);
            }
        }

        Assert.Equal(end, Assert.IsType<ContactStatsReply>(engine.Ask(new GetCenterStats(), end)).From);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void An_agent_s_contacts_today_are_those_of_the_whole_day(string zone, string begins, double hours)
    {
        var start = Timestamp.From(DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture));
        var end = start + TimeSpan.FromHours(hours);
        var (engine, served) = ServeUntil(zone, start + TimeSpan.FromHours(-3), end);
        Assert.Equal(served.Count(at => at >= start), Ann().ContactsToday);
        engine.Apply(new EnqueueContact(new("of-the-next-day")), end);
        Assert.Equal(1, Ann().ContactsToday);

        AgentDocument Ann() => Assert.IsType<AgentReply>(engine.Ask(new GetAgent(new("ann")))).Agent;
    }

    /// <summary>The intervals are contiguous, start by local time, and contain their own contacts.</summary>
    private static void AssertIntervals(ContactStatsReply stats, TimeSpan length, string zone, List<Timestamp> served)
    {
        var next = stats.From;
        foreach (var interval in stats.Intervals!)
        {
            Assert.Equal((next, next + length), (interval.From, interval.To));
            var clock = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(interval.From.ToDateTimeOffset(), zone);
            Assert.Equal(0, clock.Minute % length.TotalMinutes);
            Assert.Equal(served.Count(at => at >= interval.From && at < interval.To), interval.Figures.Handled);
            next = interval.To;
        }

        Assert.Equal(stats.To, next);
        Assert.Equal(stats.Total.Handled, stats.Intervals.Sum(interval => interval.Figures.Handled));
        Assert.Equal(stats.Total.Entered, stats.Intervals.Sum(interval => interval.Figures.Entered));
    }

    /// <summary>Ann accepts a contact every seven minutes and completes it at once.</summary>
    private static (Engine Engine, List<Timestamp> Served) ServeUntil(string zone, Timestamp from, Timestamp until)
    {
        var engine = Engine.Load(new CenterDocuments { Settings = new CenterSettings { TimeZone = zone } }, from);
        engine.Apply(new PutAgent(new("ann"), new AgentProfile { AutoAccept = true }), from);
        engine.Apply(new SetPresence(new("ann"), Presence.Available), from);
        var served = new List<Timestamp>();
        for (var now = from; now < until; now += BetweenContacts)
        {
            var contact = new ContactId($"c{served.Count}");
            engine.Apply(new EnqueueContact(contact), now);
            Assert.IsNotType<Refusal>(engine.Apply(new CompleteContact(contact), now));
            served.Add(now);
        }

        return (engine, served);
    }
}
