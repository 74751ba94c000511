using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Acd.Core;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Acd.Gateway;

/// <summary>
/// The keys there are. Only their hashes are kept, and hashes are what is compared, so that how long it takes tells nothing of
/// a key.
/// </summary>
internal sealed class ApiKeyStore
{
    private const string Bearer = "Bearer ";

    private readonly FrozenDictionary<long, Entry> _keys;

    public ApiKeyStore(IOptions<GatewayOptions> options) =>
        _keys = options.Value.Keys.Select(Entry.Of).ToFrozenDictionary(entry => entry.HashPrefix);

    /// <summary>Whether there are no keys, so that everybody on this machine may do all.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Who brings these headers.</summary>
    public Caller Identify(IHeaderDictionary headers)
    {
        if (!TryGetKey(headers, out var key))
            return Caller.Anonymous;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        return _keys.TryGetValue(HashPrefix(hash), out var entry) && CryptographicOperations.FixedTimeEquals(hash, entry.Hash)
            ? entry.Caller
            : Caller.UnknownKey;
    }

    private static bool TryGetKey(IHeaderDictionary headers, [NotNullWhen(true)] out string? key)
    {
        StringValues authorization = headers.Authorization;
        key = authorization.Count == 1 && authorization[0]!.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[0]![Bearer.Length..].Trim()
            : headers["X-Api-Key"] is [{ } single] ? single : null;
        return key is not null;
    }

    private static void Hash(string key, Span<byte> hash)
    {
        // A key has at most 256 characters; what is longer is none of ours, and its beginning is as good as the whole to say so.
        Span<byte> text = stackalloc byte[512];
        Encoding.UTF8.TryGetBytes(key.AsSpan(0, Math.Min(key.Length, 257)), text, out var length);
        SHA256.HashData(text[..length], hash);
    }

    private static long HashPrefix(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadInt64LittleEndian(hash);

    private sealed record Entry(long HashPrefix, byte[] Hash, Caller Caller)
    {
        public static Entry Of(ApiKeyOptions options)
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            ApiKeyStore.Hash(options.Key, hash);
            RoleNames.TryParse(options.Role, out var role);
            var caller = new Caller(role, options.Agent is null ? null : new AgentId(options.Agent),
                Convert.ToHexStringLower(hash, 0, 4));
            return new Entry(ApiKeyStore.HashPrefix(hash), hash, caller);
        }
    }
}
