using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>Writes an enumeration's name in camelCase, and reads nothing but such names.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
