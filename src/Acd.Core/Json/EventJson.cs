using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core.Json;

/// <summary>
/// Writes events as <see cref="CenterJson"/> does. Where the serializer is to find an event's type out by itself, it needs a
/// stack for each: a sixth of all that a contact's life allocates. Here each type is written as what it is, with its name as the
/// first of its properties.
/// </summary>
public static class EventJson
{
    private const string NameProperty = "type";

    private static readonly FrozenDictionary<Type, string> Names =
        CenterJson.Default.CenterEvent.PolymorphismOptions!.DerivedTypes
            .ToFrozenDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    private static readonly FrozenDictionary<Type, JsonTypeInfo> Types = Describe();

    /// <summary>The name of an event's type.</summary>
    public static string NameOf(CenterEvent happened) => Names[happened.GetType()];

    /// <summary>Writes an event.</summary>
    public static void Write(Utf8JsonWriter writer, CenterEvent happened) =>
        JsonSerializer.Serialize(writer, happened, Types[happened.GetType()]);

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
