using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// The version of a setting or an agent's profile: a hash of its content. It survives a restart, and equal content has the same
/// version.
/// </summary>
public static class VersionTag
{
    private const int Bytes = 12;

    /// <summary>The version of a queue.</summary>
    public static string Of(QueueSettings queue) => Of(queue, CenterJson.Default.QueueSettings);

    /// <summary>The version of a gate.</summary>
    public static string Of(GateSettings gate) => Of(gate, CenterJson.Default.GateSettings);

    /// <summary>The version of an agent's profile. Presence and contacts are no part of it.</summary>
    public static string Of(AgentProfile profile) => Of(profile, CenterJson.Default.AgentProfile);

    /// <summary>The version of the settings of the whole center.</summary>
    public static string Of(GeneralSettings options) => Of(options, CenterJson.Default.GeneralSettings);

    private static string Of<T>(T content, JsonTypeInfo<T> type) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, type)), 0, Bytes);
}
