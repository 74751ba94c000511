using System.Text;
using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core.Tests;

public sealed class CenterJsonTests
{
    [Theory]
    [InlineData(0, "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData(1_795_282_067_089, "\"2026-11-21T17:27:47.089Z\"")]
    [InlineData(-60_000, "\"1969-12-31T23:59:00.000Z\"")]
    [InlineData(-1, "\"1969-12-31T23:59:59.999Z\"")]
    public void Times_are_written_as_RFC_3339_with_milliseconds_and_read_back(long milliseconds, string expected)
    {
        var queued = Example() with { At = new(milliseconds) };

        var text = JsonSerializer.Serialize<CenterEvent>(queued, CenterJson.Default.CenterEvent);
        Assert.Contains($"\"at\":{expected}", text, StringComparison.Ordinal);
        Assert.Equal(queued.At, JsonSerializer.Deserialize(text, CenterJson.Default.CenterEvent)!.At);
    }

    [Fact]
    public void The_least_rank_of_strict_priority_can_be_written_and_read_back()
    {
        var rank = new Timestamp(1_795_282_067_089 - 9_000_000_000_000);

        var text = JsonSerializer.Serialize<CenterEvent>(Example() with { Rank = rank }, CenterJson.Default.CenterEvent);
        Assert.Equal(rank, ((ContactQueued)JsonSerializer.Deserialize(text, CenterJson.Default.CenterEvent)!).Rank);
    }

    [Theory]
    [InlineData(20_000, "20")]
    [InlineData(12_345, "12.345")]
    [InlineData(12_500, "12.5")]
    [InlineData(int.MaxValue, "2147483.647")]
    [InlineData(0, "0")]
    [InlineData(-1, "-0.001")]
    public void Durations_are_written_as_seconds_and_read_back(int milliseconds, string expected)
    {
        var resumed = new ContactResumed
        {
            Sequence = 1,
            At = default,
            Contact = new("c1"),
            ContactSequence = 1,
            Queue = QueueId.Default,
            Channel = ChannelId.Voice,
            Hold = TimeSpan.FromMilliseconds(milliseconds),
        };

        var text = JsonSerializer.Serialize<CenterEvent>(resumed, CenterJson.Default.CenterEvent);
        Assert.Contains($"\"hold\":{expected}", text, StringComparison.Ordinal);
        Assert.Equal(resumed, JsonSerializer.Deserialize(text, CenterJson.Default.CenterEvent));
    }

    [Fact]
    public void A_list_of_requirements_is_written_as_the_serializer_writes_each_of_them()
    {
        var queued = Example() with { Requirements = [new Requirement(new("en"), 3), new Requirement(new("a\"b"))] };

        var text = JsonSerializer.Serialize<CenterEvent>(queued, CenterJson.Default.CenterEvent);
        var each = queued.Requirements.Select(one => JsonSerializer.Serialize(one, CenterJson.Default.Requirement));
        Assert.Contains($"\"requirements\":[{string.Join(',', each)}]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_offers_is_written_as_the_serializer_writes_each_of_them()
    {
        var offers = Enum.GetValues<OfferState>().Select(state => new OfferDocument(
            new($"o\"{(int)state}"), new("a\u00e9"), state, new(1_795_282_067_089), new(1_795_282_087_001), new(-1_001))
        {
            Cost = 100,
            Assigned = state == OfferState.Accepted,
        }).Append(new(new("o"), new("a"), OfferState.Pending, default, default)).ToArray();
        var each = offers.Select(one => JsonSerializer.Serialize(one, CenterJson.Default.OfferDocument));

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            new OffersConverter().Write(writer, offers, CenterJson.Default.Options);

        Assert.Equal($"[{string.Join(',', each)}]", Encoding.UTF8.GetString(buffer.ToArray()));
    }

    [Fact]
    public void Skills_are_read_in_any_member_order_with_a_default_level_and_interned()
    {
        const string Text = """{"skills":[{"level":3,"more":{"skill":[1]},"skill":"en"},{"skill":"f\u0072"},{"skill":"fr"}]}""";

        var (one, other) = (Read(), Read());

        Assert.Equal([new(new("en"), 3), new(new("fr"), AgentSkill.DefaultLevel), new(new("fr"), 10)], one);
        Assert.All(one.Zip(other), pair => Assert.Same(pair.First, pair.Second));
        Assert.Same(one[1], one[2]);

        static IReadOnlyList<AgentSkill> Read() => JsonSerializer.Deserialize(Text, CenterJson.Default.AgentProfile)!.Skills;
    }

    /// <summary>The generated reader gives an absent "init" member the type's default, unlike a "set" member.</summary>
    [Fact]
    public void Settings_that_an_older_version_stored_have_the_defaults_of_what_they_lack()
    {
        string[] first =
        [
            "OfferTimeout", "WrapUp", "MaxMissedOffers", "RetryCooldown", "AutoAccept", "HeadStartPerPriority",
            "StrictPriority", "ServiceLevelTarget", "Strategy", "IdleBasis", "OffersAtOnce", "PreferredFor", "Plan",
            "MaxWaiting", "WhenFull", "MaxWait", "WhenExpired", "Hours", "Closed", "WhenClosed", "JoinEmpty",
            "LeaveWhenEmpty", "ResumeWithin", "CallbackAttempts", "CallbackDelay", "CallbackExpiry", "ShortAbandon",
            "Open", "Queues", "Gates", "TimeZone", "Channels", "Skills", "HeartbeatTimeout", "ClosedContactTtl",
            "ClosedContactsKept",
        ];

        var queue = JsonSerializer.Deserialize("""{"id":"q"}""", CenterJson.Default.QueueSettings)!;
        AssertDefaults(new QueueSettings(new("q")), queue);
        AssertDefaults(new CenterSettings(), JsonSerializer.Deserialize("{}", CenterJson.Default.CenterSettings)!);

        void AssertDefaults<T>(T expected, T read) => Assert.All(
            typeof(T).GetProperties().Where(member => member.CanWrite && !first.Contains(member.Name)),
            member => Assert.Equal(member.GetValue(expected), member.GetValue(read)));
    }

    [Theory]
    [InlineData("""{"skills":5}""")]
    [InlineData("""{"skills":[5]}""")]
    [InlineData("""{"skills":[null]}""")]
    [InlineData("""{"skills":[{"level":3}]}""")]
    [InlineData("""{"skills":[{"skill":null}]}""")]
    [InlineData("""{"skills":[{"skill":5}]}""")]
    [InlineData("""{"skills":[{"skill":"en","level":"3"}]}""")]
    [InlineData("""{"skills":[{"skill":"en"}""")]
    public void Other_JSON_than_a_list_of_skills_is_refused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, CenterJson.Default.AgentProfile));

    private static ContactQueued Example() => new()
    {
        Sequence = 1,
        At = default,
        Contact = new("c1"),
        ContactSequence = 1,
        Queue = QueueId.Default,
        Channel = ChannelId.Voice,
        Requirements = [new Requirement(new("en"), 3)],
        Priority = 2,
        Rank = default,
    };
}
