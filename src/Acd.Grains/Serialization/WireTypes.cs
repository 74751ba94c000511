using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Grains;

/// <summary>
/// The messages between silos and clients: every request, reply and event, each by its name. They are found by reflection, so
/// that a new message needs no line here.
/// </summary>
internal static class WireTypes
{
    private static readonly Type[] Roots = [typeof(Request), typeof(Reply), typeof(CenterEvent)];

    private static readonly FrozenDictionary<string, Type> ByName =
        new[] { typeof(Request).Assembly, typeof(WireTypes).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && IsSupported(type) && type != typeof(RelayedEvent))
            .ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, byte[]> Names =
        ByName.ToFrozenDictionary(pair => pair.Value, pair => System.Text.Encoding.UTF8.GetBytes(pair.Key));

    /// <summary>All types of messages by their names.</summary>
    public static IReadOnlyDictionary<string, Type> All => ByName;

    /// <summary>
    /// Documents and events have the JSON form that stores and event streams have. All other messages are written by their
    /// properties, in the same manner. Members that are unknown are passed over, as a later version may have added them.
    /// </summary>
    public static readonly JsonSerializerOptions Json = new(CenterJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(CenterJson.Default, new DefaultJsonTypeInfoResolver()),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        Converters = { new EventBatchJson.Converter() },
    };

    /// <summary>Whether a type is a message, or a base of messages.</summary>
    public static bool IsSupported(Type type) => Array.Exists(Roots, root => root.IsAssignableFrom(type));

    /// <summary>The name of a message's type, as it is written.</summary>
    /// <exception cref="NotSupportedException">The type is of neither Acd.Core nor Acd.Grains.</exception>
    public static byte[] NameOf(Type type) => Names.TryGetValue(type, out var name)
        ? name
        : throw new NotSupportedException($"{type} cannot cross the wire: it is not one of the center's own messages.");

    /// <summary>The type that has a name.</summary>
    /// <exception cref="NotSupportedException">There is none: the other process is of another version.</exception>
    public static Type Find(string name) => ByName.TryGetValue(name, out var type)
        ? type
        : throw new NotSupportedException($"There is no message {name} in this version.");
}
