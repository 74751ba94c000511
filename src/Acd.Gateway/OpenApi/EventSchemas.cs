using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Acd.Core;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>
/// The schemas of events: one of each type by the event's name, <c>Event</c> for what all have, from which generators of classes
/// derive, and <c>AnyEvent</c> for the choice of them, which languages with such types tell apart.
/// </summary>
internal static class EventSchemas
{
    private const string References = "#/components/schemas/", Base = "Event", Any = "AnyEvent", OfContact = "ContactEvent";

    private static readonly string[] BaseMembers = ["sequence", "at", "agent"];

    private static readonly string[] ContactMembers = ["contact", "contactSequence", "queue", "gate", "channel"];

    private static readonly JsonDerivedTypeAttribute[] Types =
        [.. typeof(CenterEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()];

    /// <summary>The schema of any event, which <see cref="Shape"/> completes.</summary>
    public static OpenApiSchema OfAll() => new()
    {
        Description = "An event. New types may be added: pass over those that you do not know.",
    };

    /// <summary>Adds a schema for each type of event. The generator makes each whole if it is asked for it alone.</summary>
    public static async Task AddAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        foreach (var type in Types)
        {
            var schema = await context.GetOrCreateSchemaAsync(type.DerivedType, cancellationToken: cancel);
            document.AddComponent(type.DerivedType.Name, schema);
        }
    }

    /// <summary>Gives each type of event its name, and takes what many have in common into one.</summary>
    public static void Shape(JsonObject schemas)
    {
        var (mapping, references) = (new JsonObject(), new JsonArray());
        foreach (var type in Types)
        {
            var name = type.DerivedType.Name;
            var own = schemas[name]!.AsObject();
            var isOfContact = type.DerivedType.IsAssignableTo(typeof(ContactEvent));
            AddBase(schemas, own, isOfContact);
            var properties = own["properties"]!.AsObject();
            foreach (var member in isOfContact ? [.. BaseMembers, .. ContactMembers] : BaseMembers) properties.Remove(member);
            var typed = new JsonObject
            {
                ["type"] = new JsonObject { ["type"] = "string", ["const"] = (string)type.TypeDiscriminator! },
            };
            foreach (var (member, schema) in properties) typed[member] = schema!.DeepClone();
            var required = Required(own).Where(typed.ContainsKey);
            schemas[name] = new JsonObject
            {
                ["description"] = own["description"]?.DeepClone(),
                ["allOf"] = new JsonArray(
                    Reference(isOfContact ? OfContact : Base),
                    new JsonObject { ["type"] = "object", ["required"] = List(["type", .. required]), ["properties"] = typed }),
            };
            mapping[(string)type.TypeDiscriminator!] = References + name;
            references.Add(Reference(name));
        }

        var discriminator = new JsonObject { ["propertyName"] = "type", ["mapping"] = mapping };
        schemas[Base]!["discriminator"] = discriminator.DeepClone();
        schemas[Any] = new JsonObject
        {
            ["description"] = "One of the events.",
            ["oneOf"] = references,
            ["discriminator"] = discriminator,
        };
    }

    private static void AddBase(JsonObject schemas, JsonObject first, bool isOfContact)
    {
        var all = schemas[Base]!.AsObject();
        if (!all.ContainsKey("properties"))
        {
            foreach (var (member, value) in Part(first, BaseMembers)) all[member] = value!.DeepClone();
            all["properties"]!["type"] = new JsonObject { ["type"] = "string" };
            all["required"]!.AsArray().Insert(0, "type");
        }

        if (!isOfContact || schemas.ContainsKey(OfContact)) return;
        schemas[OfContact] = new JsonObject
        {
            ["description"] = "What every event about a contact has.",
            ["allOf"] = new JsonArray(Reference(Base), Part(first, ContactMembers)),
        };
    }

    private static JsonObject Part(JsonObject schema, string[] members)
    {
        var part = new JsonObject { ["type"] = "object" };
        part["required"] = List(Required(schema).Where(members.Contains));
        part["properties"] = new JsonObject(members.Select(member =>
            KeyValuePair.Create(member, schema["properties"]![member]?.DeepClone())));
        return part;
    }

    private static IEnumerable<string> Required(JsonObject schema) =>
        (schema["required"]?.AsArray() ?? []).Select(member => member!.GetValue<string>());

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonObject Reference(string name) => new() { ["$ref"] = References + name };
}
