using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Acd.Core;
using Acd.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Acd.Cluster.Tests;

/// <summary>
/// Processes of two versions understand each other while a cluster is upgraded. <c>Wire/messages.txt</c> has every kind of
/// message as a former version wrote it, a line each: its name and its JSON. Lines are added, and never changed.
/// </summary>
public sealed class WireCompatibilityTests : IDisposable
{
    private static readonly Dictionary<string, JsonObject> Golden = ReadMessages();

    private readonly ServiceProvider _parts;
    private readonly Serializer _serializer;

    public WireCompatibilityTests()
    {
        var parts = new ServiceCollection();
        parts.AddAcdSerialization();
        _parts = parts.BuildServiceProvider();
        _serializer = _parts.GetRequiredService<Serializer>();
    }

    public static TheoryData<string> Names => [.. Golden.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_kind_of_message_has_a_line()
    {
        var missing = WireTypes.All.Keys.Except(Golden.Keys).Order(StringComparer.Ordinal)
            .Select(name => $"{name} {Write(MessageSamples.Create(WireTypes.All[name]))}")
            .ToList();

        Assert.True(missing.Count == 0, $"Add to Wire/messages.txt:\n{string.Join('\n', missing)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_former_version_wrote_is_read_and_what_is_written_has_all_that_a_former_version_reads(string name)
    {
        var read = _serializer.Deserialize<object>(Frame(name, Golden[name]));

        Assert.NotNull(read);
        Assert.IsType(WireTypes.Find(name), read);
        AssertContains(Golden[name], JsonNode.Parse(Write(read)), name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Members_that_a_later_version_adds_are_passed_over(string name)
    {
        var later = (JsonObject)AddMembers(Golden[name])!;

        var read = _serializer.Deserialize<object>(Frame(name, later));

        Assert.NotNull(read);
        AssertContains(Golden[name], JsonNode.Parse(Write(read)), name);
    }

    [Fact]
    public void A_field_that_a_later_version_adds_to_a_message_is_passed_over()
    {
        var read = _serializer.Deserialize<Request>(Frame("GetAgent", Golden["GetAgent"], withLaterField: true));

        Assert.IsType<GetAgent>(read);
    }

    /// <summary><c>Wire/frame.txt</c> has the bytes of a whole message as the first version wrote them.</summary>
    [Fact]
    public void The_bytes_around_a_name_and_its_JSON_are_as_they_were()
    {
        var former = ReadLines("frame.txt").Single();

        Assert.Equal(former, Convert.ToHexString(_serializer.SerializeToArray<Request>(new GetAgent(new("ann")))));
        Assert.Equal(new GetAgent(new("ann")), _serializer.Deserialize<Request>(Convert.FromHexString(former)));
    }

    [Fact]
    public void A_message_of_a_later_version_is_refused_by_its_name()
    {
        var refused = Assert.Throws<NotSupportedException>(
            () => _serializer.Deserialize<Request>(Frame("GetSpell", new JsonObject { ["spell"] = "abracadabra" })));

        Assert.Contains("GetSpell", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _parts.Dispose();

    private static string Write(object message) => JsonSerializer.Serialize(message, message.GetType(), WireTypes.Json);

    private static Dictionary<string, JsonObject> ReadMessages() => ReadLines("messages.txt")
        .Select(line => line.Split(' ', 2))
        .ToDictionary(parts => parts[0], parts => JsonNode.Parse(parts[1])!.AsObject(), StringComparer.Ordinal);

    private static string[] ReadLines(string file)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Acd.sln"))) root = Path.GetDirectoryName(root)!;
        return File.ReadAllLines(Path.Combine(root, "tests/Acd.Cluster.Tests/Wire", file));
    }

    /// <summary>What one value has must be in the other too, down to the last member.</summary>
    private static void AssertContains(JsonNode? former, JsonNode? present, string path)
    {
        switch (former)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Assert.True(present is JsonObject has && has.ContainsKey(name), $"{path}.{name} is gone.");
                    AssertContains(value, present![name], $"{path}.{name}");
                }

                break;
            case JsonArray items:
                Assert.True(present is JsonArray all && all.Count == items.Count, $"{path} has not {items.Count} items.");
                for (var i = 0; i < items.Count; i++) AssertContains(items[i], present![i], $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(former, present), $"{path} was {former} and is {present}.");
                break;
        }
    }

    /// <summary>The same with one member more in every object.</summary>
    private static JsonNode? AddMembers(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Select(member => KeyValuePair.Create(member.Key, AddMembers(member.Value)))
            .Append(KeyValuePair.Create<string, JsonNode?>("addedLater", new JsonObject { ["deep"] = new JsonArray(1, 2) }))),
        JsonArray items => new JsonArray([.. items.Select(AddMembers)]),
        _ => node?.DeepClone(),
    };

    private byte[] Frame(string name, JsonObject json, bool withLaterField = false)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var session = _parts.GetRequiredService<SerializerSessionPool>().GetSession();
        var writer = Writer.Create(bytes, session);
        writer.WriteFieldHeader(0, typeof(object), typeof(WireCodec), WireType.TagDelimited);
        WriteField(ref writer, 0, Encoding.UTF8.GetBytes(name));
        WriteField(ref writer, 1, JsonSerializer.SerializeToUtf8Bytes(json));
        if (withLaterField) WriteField(ref writer, 1, "later"u8);
        writer.WriteEndObject();
        writer.Commit();
        return bytes.WrittenSpan.ToArray();

        static void WriteField(ref Writer<ArrayBufferWriter<byte>> writer, uint delta, ReadOnlySpan<byte> value)
        {
            writer.WriteFieldHeaderExpected(delta, WireType.LengthPrefixed);
            writer.WriteVarUInt32((uint)value.Length);
            writer.Write(value);
        }
    }
}
