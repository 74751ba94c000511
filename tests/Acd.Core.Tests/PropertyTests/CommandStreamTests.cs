using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core.Tests;

/// <summary>The random streams reach all requests and outcomes, and can be written as transcripts.</summary>
public sealed class CommandStreamTests(ITestOutputHelper output)
{
    [Fact]
    public void Streams_reach_every_event_and_every_refusal()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in EventNames().Concat(RefusalCodes()))
            counts[name] = 0;
        foreach (var (style, seed) in Streams(40))
            Play(style, seed, (_, reply, events) => Count(counts, reply, events));
        foreach (var (name, count) in counts)
            output.WriteLine($"{count,8} {name}");
        Assert.DoesNotContain(counts, pair => pair.Value < 5);
    }

    [Fact]
    public void Every_request_reads_back_as_it_is_written()
    {
        foreach (var (style, seed) in Streams(5))
        {
            Play(style, seed, (_, _, _) => { }, step =>
            {
                var line = CommandPrinter.Print(step);
                Assert.Equal(line, CommandPrinter.Print(CommandParser.Parse(line)));
                Assert.Equal($"{step.Request.GetType()}", $"{CommandParser.Parse(line).Request.GetType()}");
            });
        }
    }

    [Fact]
    public void Every_event_is_written_as_the_serializer_writes_it_and_reads_back()
    {
        var options = new JsonSerializerOptions(CenterJson.Default.Options) { Encoder = CenterJson.Encoder };
        foreach (var (style, seed) in Streams(10))
        {
            Play(style, seed, (_, _, events) =>
            {
                foreach (var centerEvent in events)
                {
                    var json = Encoding.UTF8.GetString(EventJson.GetUtf8(centerEvent).Span);
                    Assert.Equal(JsonSerializer.Serialize(centerEvent, options), json);
                    Assert.IsType(centerEvent.GetType(), JsonSerializer.Deserialize(json, CenterJson.Default.CenterEvent));
                }
            });
        }
    }

    [Fact]
    public void A_rank_is_the_one_of_the_last_event_with_a_rank()
    {
        foreach (var (style, seed) in Streams(20))
        {
            var ranks = new Dictionary<ContactId, Timestamp>();
            var model = Play(style, seed, (_, _, events) =>
            {
                foreach (var centerEvent in events.OfType<ContactEvent>())
                    ranks[centerEvent.Contact] = RankIn(centerEvent) ?? ranks[centerEvent.Contact];
            });
            Assert.All(model.Contacts, contact => Assert.Equal(ranks[contact.Id], contact.Rank));
        }
    }

    [Fact]
    public void Streams_reach_every_reason_to_wait_and_every_reason_of_a_choice()
    {
        string[] waits =
            ["closed", "nextAttempt", "parked", "kept", "keepsRoom", "noRoom", "cooldown", "paused", "notReady", "draining",
                "offline", "lacksSkill"];
        string[] chosen =
        [
            "A supervisor assigned", "It was kept", "It is offered to several", "Of the available agents", "Everybody who could",
        ];
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var reason in waits.Concat(chosen))
            counts[reason] = 0;
        foreach (var (style, seed) in Streams(10))
        {
            Play(style, seed, (model, _, _) =>
            {
                foreach (var explained in model.Contacts.Select(open => (ExplainReply)model.Ask(new ExplainContact(open.Id))))
                {
                    foreach (var reason in explained.Reasons)
                        counts[reason.Reason]++;
                    foreach (var choice in explained.Choices)
                        counts[chosen.Single(start => choice.Text.StartsWith(start, StringComparison.Ordinal))]++;
                }
            });
        }

        foreach (var (reason, count) in counts)
            output.WriteLine($"{count,8} {reason}");
        Assert.DoesNotContain(counts, pair => pair.Value < 5);
    }

    private static Timestamp? RankIn(ContactEvent centerEvent) => centerEvent switch
    {
        ContactQueued e => e.Rank,
        ContactTransferred e => e.Rank,
        ContactPriorityChanged e => e.Rank,
        PlanStepped e => e.Rank,
        _ => null,
    };

    private static IEnumerable<(StreamStyle Style, int Seed)> Streams(int each) =>
        StreamStyle.All.SelectMany(style => Enumerable.Range(0, each).Select(seed => (style, seed)));

    private static ReferenceModel Play(
        StreamStyle style, int seed, Action<ReferenceModel, Reply?, IEnumerable<CenterEvent>> then, Action<Step>? first = null)
    {
        var stream = new CommandStream(seed, style);
        var model = new ReferenceModel(stream.Settings, Transcript.Start);
        var now = Transcript.Start;
        for (var i = 0; i < 200; i++)
        {
            var step = stream.Next(model);
            first?.Invoke(step);
            now += step.After;
            var before = model.Events.Count;
            var reply = model.Play(step.Request, now);
            then(model, reply, model.Events.Skip(before));
            Assert.Null(Invariants.Broken(model, model.Events.Skip(before)));
        }

        return model;
    }

    private static void Count(SortedDictionary<string, int> counts, Reply? reply, IEnumerable<CenterEvent> events)
    {
        var names = events.Select(centerEvent => centerEvent.GetType().Name);
        foreach (var name in reply is Refusal refusal ? names.Append(refusal.Code) : names)
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }

    private static IEnumerable<string> EventNames() =>
        typeof(CenterEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => derived.DerivedType.Name);

    /// <summary>
    /// The codes of all <see cref="Refusals"/>, with made-up ids and limits. Refusals of working sets do not occur with the
    /// index.
    /// </summary>
    private static IEnumerable<string> RefusalCodes() => typeof(Refusals).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.Name is not (nameof(Refusals.NotInSets) or nameof(Refusals.SnapshotTooLarge)))
        .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(Any)])!)
        .SelectMany(refusal => refusal.Code == "x.inUse" ? (string[])["queue.inUse", "gate.inUse"] : [refusal.Code]);

    private static object Any(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "x",
        var type when type == typeof(IEnumerable<ChannelCost>) => Array.Empty<ChannelCost>(),
        var type => Activator.CreateInstance(type)!,
    };
}
