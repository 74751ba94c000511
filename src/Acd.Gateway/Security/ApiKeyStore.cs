using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Acd.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Acd.Gateway;

/// <summary>
/// The configured keys. It keeps their hashes only and compares them in constant time, so that timing reveals nothing about a
/// key. A key's principal is made once, so that a request allocates none.
/// </summary>
internal sealed class ApiKeyStore
{
    private const string Bearer = "Bearer ";

    private static readonly AuthenticateResult MissingKey = AuthenticateResult.NoResult(),
        UnknownKey = AuthenticateResult.Fail("The key is not known."), LocalUser = Success(Caller.LocalUser),
        NotLocal = AuthenticateResult.Fail("Without keys only this machine may call.");

    private readonly FrozenDictionary<long, Entry> _keys;

    public ApiKeyStore(IOptions<GatewayOptions> options) =>
        _keys = options.Value.Keys.Select(Entry.Of).ToFrozenDictionary(entry => entry.HashPrefix);

    /// <summary>Whether no keys are configured, so that every caller on this machine may do everything.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>
    /// Identifies the caller by the key in a request's headers, and without configured keys by the machine that it calls from.
    /// </summary>
    /// <returns>
    /// The key's principal; no result where there is no key; a failure where the key is not known, or without keys where the
    /// caller is on another machine.
    /// </returns>
    public AuthenticateResult Authenticate(HttpContext http)
    {
        if (IsEmpty)
            return IsLocal(http.Connection) ? LocalUser : NotLocal;
        if (!TryGetKey(http.Request.Headers, out var key))
            return MissingKey;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        return _keys.TryGetValue(HashPrefix(hash), out var entry) && CryptographicOperations.FixedTimeEquals(hash, entry.Hash)
            ? entry.Result
            : UnknownKey;
    }

    /// <summary>Whether the caller is on this machine; a connection without addresses is one by a socket file.</summary>
    private static bool IsLocal(ConnectionInfo connection) => connection.RemoteIpAddress is { } address
        ? IPAddress.IsLoopback(address)
        : connection.LocalIpAddress is null;

    private static AuthenticateResult Success(Caller caller) => new CallerIdentity(caller).Authenticated.Result;

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
        // A key has at most 256 characters. A longer one is unknown, and its first 257 characters show that.
        Span<byte> text = stackalloc byte[512];
        Encoding.UTF8.TryGetBytes(key.AsSpan(0, Math.Min(key.Length, 257)), text, out var length);
        SHA256.HashData(text[..length], hash);
    }

    private static long HashPrefix(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadInt64LittleEndian(hash);

    private sealed record Entry(long HashPrefix, byte[] Hash, AuthenticateResult Result)
    {
        public static Entry Of(ApiKeyOptions options)
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            ApiKeyStore.Hash(options.Key, hash);
            RoleNames.TryParse(options.Role, out var role);
            var caller = new Caller(role, options.Agent is null ? null : new AgentId(options.Agent),
                Convert.ToHexStringLower(hash, 0, 4));
            return new Entry(ApiKeyStore.HashPrefix(hash), hash, Success(caller));
        }
    }
}
