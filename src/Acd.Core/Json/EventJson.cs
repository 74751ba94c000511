using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core.Json;

/// <summary>
/// The JSON of events, in the form of <see cref="CenterJson"/>. An event is serialized once; store, wire and event streams share
/// the bytes. The polymorphic serializer allocates a stack per event, a sixth of all allocations of a contact's life. Here each
/// event is written by its own type, with the type's name as the first property.
/// </summary>
public static class EventJson
{
    private const string NameProperty = "type";

    private static readonly FrozenDictionary<Type, string> Names =
        CenterJson.Default.CenterEvent.PolymorphismOptions!.DerivedTypes
            .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    private static readonly FrozenDictionary<Type, JsonTypeInfo> Types = Describe();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> KnownNames =
        Names.Values.ToFrozenDictionary(name => name, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name of an event's type.</summary>
    public static string NameOf(CenterEvent centerEvent) => Names[centerEvent.GetType()];

    /// <summary>The name of a type of events; null where this version has no such type.</summary>
    public static string? FindName(ReadOnlySpan<char> name) => KnownNames.TryGetValue(name, out var known) ? known : null;

    /// <summary>An event's JSON as UTF-8, which nobody may change. It is made when it is first asked for.</summary>
    public static ReadOnlyMemory<byte> GetUtf8(CenterEvent centerEvent) => centerEvent.Utf8Json
        ??= JsonSerializer.SerializeToUtf8Bytes(centerEvent, Types[centerEvent.GetType()]);

    /// <summary>Gives an event the JSON that it was read from.</summary>
    /// <param name="centerEvent">The event.</param>
    /// <param name="utf8">The event's JSON on one line. It must not change afterwards.</param>
    public static void SetUtf8(CenterEvent centerEvent, byte[] utf8) => centerEvent.Utf8Json = utf8;

    /// <summary>Reads an event, which keeps its JSON.</summary>
    /// <param name="utf8">The event's JSON on one line. It must not change afterwards.</param>
    /// <exception cref="JsonException">It is no event.</exception>
    public static CenterEvent Read(byte[] utf8)
    {
        var read = JsonSerializer.Deserialize(utf8, CenterJson.Default.CenterEvent) ?? throw new JsonException("It is null.");
        SetUtf8(read, utf8);
        return read;
    }

    private static FrozenDictionary<Type, JsonTypeInfo> Describe()
    {
        var options = new JsonSerializerOptions(CenterJson.Default.Options)
        {
            TypeInfoResolver = CenterJson.Default.WithAddedModifier(AddName),
        };
        return Names.Keys.ToFrozenDictionary(type => type, options.GetTypeInfo);
    }

    private static void AddName(JsonTypeInfo type)
    {
        if (!Names.TryGetValue(type.Type, out var name)) return;
        var property = type.CreateJsonPropertyInfo(typeof(string), NameProperty);
        property.Get = _ => name;
        property.Order = int.MinValue;
        type.Properties.Add(property);
    }
}
