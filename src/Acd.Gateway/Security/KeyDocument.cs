using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>A key that was made through the API, as the center keeps it: its hash, and never the key.</summary>
/// <param name="Prefix">The first part of the key, which names it.</param>
/// <param name="Hash">The SHA-256 hash of the whole key, in hexadecimal.</param>
/// <param name="Role">The role.</param>
/// <param name="Agent">The agent, where the role is <c>agent</c>.</param>
/// <param name="Label">What it is for, for people.</param>
/// <param name="MadeBy">The name of the key that made it.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends by itself, if it does.</param>
internal sealed record KeyDocument(
    string Prefix, string Hash, string Role, AgentId? Agent, string? Label, string? MadeBy, Timestamp MadeAt,
    Timestamp? ExpiresAt)
{
    /// <summary>The prefix of the documents' names, and the document that changes with each of them.</summary>
    public const string NamePrefix = "key:", VersionName = "keys:version";

    /// <summary>What every key begins with, so that searches for lost secrets find it.</summary>
    public const string KeyStart = "acd_";

    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private const int PrefixLength = 8, SecretLength = 40;

    /// <summary>The name of its document.</summary>
    [JsonIgnore]
    public string Name => NamePrefix + Prefix;

    /// <summary>A new key: a prefix of 8 characters and a secret of 40, which is 206 random bits.</summary>
    public static (string Prefix, string Key) NewKey()
    {
        var prefix = KeyStart + RandomNumberGenerator.GetString(Letters, PrefixLength);
        return (prefix, $"{prefix}_{RandomNumberGenerator.GetString(Letters, SecretLength)}");
    }
}

/// <summary>The JSON form of documents that only the gateway reads and writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(KeyDocument))]
internal sealed partial class KeyJsonContext : JsonSerializerContext;
