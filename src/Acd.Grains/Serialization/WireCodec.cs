using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Buffers.Adaptors;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Acd.Grains;

/// <summary>
/// Carries requests, replies and events between processes as their name and their JSON. Within a process they are handed over as
/// they are, because they are immutable.
/// </summary>
[Alias(Name)]
internal sealed class WireCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <summary>The name of the codec's type on the wire.</summary>
    public const string Name = "acd";

    private const uint NameField = 0, JsonField = 1;

    bool IGeneralizedCodec.IsSupportedType(Type type) => type == typeof(WireCodec) || WireTypes.IsSupported(type);

    bool IGeneralizedCopier.IsSupportedType(Type type) => WireTypes.IsSupported(type);

    bool? ITypeFilter.IsTypeAllowed(Type type) => type == typeof(WireCodec) || WireTypes.IsSupported(type) ? true : null;

    object? IDeepCopier.DeepCopy(object? input, CopyContext context) => input;

    void IFieldCodec.WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value)) return;
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(WireCodec), WireType.TagDelimited);

        var type = value!.GetType();
        var name = WireTypes.NameOf(type);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(NameField, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)name.Length);
        writer.Write(name);

        var json = new BufferWriterBox<PooledBuffer>(new PooledBuffer());
        try
        {
            using (var jsonWriter = new Utf8JsonWriter(json))
                JsonSerializer.Serialize(jsonWriter, value, type, WireTypes.Json);
            ReferenceCodec.MarkValueField(writer.Session);
            writer.WriteFieldHeaderExpected(JsonField - NameField, WireType.LengthPrefixed);
            writer.WriteVarUInt32((uint)json.Value.Length);
            json.Value.CopyTo(ref writer);
        }
        finally
        {
            json.Value.Dispose();
        }

        writer.WriteEndObject();
    }

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference) return ReferenceCodec.ReadReference(ref reader, field.FieldType);
        field.EnsureWireTypeTagDelimited();
        var placeholder = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        string? name = null;
        object? message = null;
        var fieldId = 0u;
        while (true)
        {
            var header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject) break;
            fieldId += header.FieldIdDelta;
            switch (fieldId)
            {
                case NameField:
                    ReferenceCodec.MarkValueField(reader.Session);
                    name = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadVarUInt32()));
                    break;
                case JsonField:
                    ReferenceCodec.MarkValueField(reader.Session);
                    message = ReadJson(ref reader, WireTypes.Find(name ?? throw new JsonException("The message has no name.")));
                    break;
                default:
                    reader.ConsumeUnknownField(header);
                    break;
            }
        }

        ReferenceCodec.RecordObject(reader.Session, message, placeholder);
        return message;
    }

    private static object? ReadJson<TInput>(ref Reader<TInput> reader, Type type)
    {
        var length = reader.ReadVarUInt32();
        if (type == typeof(EventBatch)) return EventBatchJson.Read(reader.ReadBytes(length));
        var json = new PooledBuffer();
        try
        {
            reader.ReadBytes(ref json, (int)length);
            var text = new Utf8JsonReader(json.AsReadOnlySequence());
            return JsonSerializer.Deserialize(ref text, type, WireTypes.Json);
        }
        finally
        {
            json.Dispose();
        }
    }
}

internal static class WireServiceCollectionExtensions
{
    /// <summary>Lets the center's messages cross the wire; silos and clients need it alike.</summary>
    public static void AddAcdSerialization(this IServiceCollection services) => services.AddSerializer(serializer =>
    {
        services.AddSingleton<WireCodec>();
        services.AddSingleton<IGeneralizedCodec>(parts => parts.GetRequiredService<WireCodec>());
        services.AddSingleton<IGeneralizedCopier>(parts => parts.GetRequiredService<WireCodec>());
        services.AddSingleton<ITypeFilter>(parts => parts.GetRequiredService<WireCodec>());
        serializer.Configure(options => options.WellKnownTypeAliases[WireCodec.Name] = typeof(WireCodec));
    });
}
