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
        SessionEnded = AuthenticateResult.Fail("The session has ended."),
        NotLocal = AuthenticateResult.Fail("Without keys only this machine may call.");

    private readonly FrozenDictionary<long, Entry> _keys;
    private readonly FrozenDictionary<string, Entry> _byName;
    private readonly SessionSigner _sessions;

    public ApiKeyStore(IOptions<GatewayOptions> options, SessionSigner sessions)
    {
        _sessions = sessions;
        _keys = options.Value.Keys.Select(Entry.Of).ToFrozenDictionary(entry => entry.HashPrefix);
        _byName = _keys.Values.DistinctBy(entry => entry.Caller.Name).ToFrozenDictionary(entry => entry.Caller.Name!);
    }

    /// <summary>Whether no keys are configured, so that every caller on this machine may do everything.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>
    /// Identifies the caller by the key in a request's headers, else by its session's cookie, and without configured keys by
    /// the machine that it calls from.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="byCookie">Whether the cookie tells the caller. A browser sends it with every request, wanted or not.</param>
    /// <returns>
    /// The key's principal; no result where there is no key; a failure where the key is not known, or without keys where the
    /// caller is on another machine.
    /// </returns>
    public AuthenticateResult Authenticate(HttpContext http, out bool byCookie)
    {
        byCookie = false;
        if (IsEmpty)
            return IsLocal(http.Connection) ? LocalUser : NotLocal;
        if (TryGetKey(http.Request.Headers, out var key))
            return Find(key)?.Result ?? UnknownKey;
        if (!SessionCookie.TryGet(http.Request, out var cookie))
            return MissingKey;
        byCookie = true;
        return _sessions.TryRead(cookie, out var session) && Find(session) is { } owner ? owner.Result : SessionEnded;
    }

    /// <summary>The caller whose key this is; null where no key is like it.</summary>
    public Caller? FindCaller(string key) => Find(key)?.Caller;

    /// <summary>Why an authentication has no caller.</summary>
    public static Refusal WhyNot(AuthenticateResult result) =>
        ReferenceEquals(result, NotLocal) ? RequestRefusals.NotLocal
        : ReferenceEquals(result, SessionEnded) ? RequestRefusals.SessionEnded
        : result.None ? RequestRefusals.MissingKey
        : RequestRefusals.UnknownKey;

    /// <summary>Whether an authentication failed because of a key that is not known.</summary>
    public static bool IsUnknownKey(AuthenticateResult result) => ReferenceEquals(result, UnknownKey);

    private Entry? Find(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        return _keys.TryGetValue(HashPrefix(hash), out var entry) && CryptographicOperations.FixedTimeEquals(hash, entry.Hash)
            ? entry
            : null;
    }

    // A session means what its key meant when it began. A key that is gone, or has another role now, ends it.
    private Entry? Find(Session session) =>
        _byName.TryGetValue(session.Key, out var entry) && entry.Caller.Role == session.Role
            && entry.Caller.Agent == session.Agent
            ? entry
            : null;

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

    private sealed record Entry(long HashPrefix, byte[] Hash, Caller Caller, AuthenticateResult Result)
    {
        public static Entry Of(ApiKeyOptions options)
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            ApiKeyStore.Hash(options.Key, hash);
            RoleNames.TryParse(options.Role, out var role);
            var caller = new Caller(role, options.Agent is null ? null : new AgentId(options.Agent),
                Convert.ToHexStringLower(hash, 0, 4));
            return new Entry(ApiKeyStore.HashPrefix(hash), hash, caller, Success(caller));
        }
    }
}
