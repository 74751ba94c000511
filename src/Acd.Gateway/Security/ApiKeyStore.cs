using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Acd.Core;
using Acd.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Acd.Gateway;

/// <summary>
/// The keys: those in the settings, and those that were made through the API. It keeps their hashes only and compares them in
/// constant time, so that timing reveals nothing about a key. A key's principal is made once, so that a request allocates none.
/// </summary>
internal sealed class ApiKeyStore
{
    private const string Bearer = "Bearer ";

    private static readonly AuthenticateResult MissingKey = AuthenticateResult.NoResult(),
        UnknownKey = AuthenticateResult.Fail("The key is not known."), LocalUser = Success(Caller.LocalUser),
        SessionEnded = AuthenticateResult.Fail("The session has ended."),
        NotYetKnown = AuthenticateResult.Fail("The keys are not read yet."),
        NotLocal = AuthenticateResult.Fail("Without keys only this machine may call.");

    private readonly FrozenDictionary<long, Entry> _configured;
    private readonly SessionSigner _sessions;
    private readonly TimeProvider _clock;
    private volatile KeyTable _table;

    public ApiKeyStore(IOptions<GatewayOptions> options, SessionSigner sessions, TimeProvider clock)
    {
        (_sessions, _clock) = (sessions, clock);
        _configured = options.Value.Keys.Select(Entry.Of).ToFrozenDictionary(entry => entry.HashPrefix);
        _table = new KeyTable(_configured.Values, []);
    }

    /// <summary>Whether the keys that were made through the API are known.</summary>
    public bool HasMade { get; private set; }

    /// <summary>Takes the keys that were made through the API. Those that are no longer there end, with their streams.</summary>
    public void Take(IReadOnlyList<KeyDocument> made)
    {
        var before = _table;
        var entries = made.Select(key => before.Made.FirstOrDefault(entry => entry.Document == key) ?? Entry.Of(key)).ToArray();
        _table = new KeyTable(_configured.Values, entries);
        HasMade = true;
        foreach (var gone in before.Made.Except(entries)) gone.End();
    }

    /// <summary>Whether no keys are configured, so that every caller on this machine may do everything.</summary>
    public bool IsEmpty => _configured.Count == 0;

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
            return FindIdentity(key)?.Authenticated.Result
                ?? (IsNotYetKnown(key) ? NotYetKnown : UnknownKey);
        if (!SessionCookie.TryGet(http.Request, out var cookie))
            return MissingKey;
        byCookie = true;
        return _sessions.TryRead(cookie, out var session) && Find(session) is { } owner
            ? owner.Authenticated.Result
            : SessionEnded;
    }

    /// <summary>The caller whose key or token this is; null where no key is like it.</summary>
    /// <param name="key">The key or the token.</param>
    /// <param name="session">The token's session; none for a key.</param>
    public Caller? FindCaller(string key, out Session? session)
    {
        session = null;
        if (key.StartsWith(SessionSigner.TokenStart, StringComparison.Ordinal))
            _sessions.TryRead(key[SessionSigner.TokenStart.Length..], out session);
        return FindIdentity(key)?.Caller;
    }

    /// <summary>Whether a key may be one that was made through the API and is not read yet.</summary>
    public bool IsNotYetKnown(string key) => !HasMade && key.StartsWith(KeyDocument.KeyStart, StringComparison.Ordinal);

    /// <summary>Whether a session is a token's: that of an agent, made by another role's key.</summary>
    public bool IsOfToken(Session session) =>
        _table.ByName.TryGetValue(session.Key, out var entry) && entry.Caller.Role != session.Role;

    /// <summary>Why an authentication has no caller.</summary>
    public static Refusal WhyNot(AuthenticateResult result) =>
        ReferenceEquals(result, NotLocal) ? RequestRefusals.NotLocal
        : ReferenceEquals(result, SessionEnded) ? RequestRefusals.SessionEnded
        : ReferenceEquals(result, NotYetKnown) ? HostRefusals.Unavailable
        : result.None ? RequestRefusals.MissingKey
        : RequestRefusals.UnknownKey;

    /// <summary>Whether an authentication failed because of a key that is not known.</summary>
    public static bool IsUnknownKey(AuthenticateResult result) => ReferenceEquals(result, UnknownKey);

    private CallerIdentity? FindIdentity(string key)
    {
        if (key.StartsWith(SessionSigner.TokenStart, StringComparison.Ordinal))
            return _sessions.TryRead(key[SessionSigner.TokenStart.Length..], out var token) ? Find(token) : null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(key, hash);
        return _table.ByHash.TryGetValue(HashPrefix(hash), out var entry)
            && CryptographicOperations.FixedTimeEquals(hash, entry.Hash) && !entry.HasEnded(_clock)
            ? entry.Identity
            : null;
    }

    // A session means what its key meant when it began. A key that is gone, or has another role now, ends it. A token is an
    // agent's session that the key of a service or a supervisor vouches for.
    private CallerIdentity? Find(Session session)
    {
        if (!_table.ByName.TryGetValue(session.Key, out var entry) || entry.HasEnded(_clock))
            return null;
        if (entry.Caller.Role == session.Role && entry.Caller.Agent == session.Agent)
            return entry.Identity;
        return session.Role == Role.Agent && entry.Caller.Role is Role.Service or Role.Supervisor
            ? new CallerIdentity(new Caller(Role.Agent, session.Agent, $"{session.Key}/{session.Agent}")) { Ended = entry.Ended }
            : null;
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

    /// <summary>All keys by hash and by name. A configured key goes before one that was made.</summary>
    private sealed class KeyTable
    {
        public KeyTable(IEnumerable<Entry> configured, IReadOnlyList<Entry> made)
        {
            Made = made;
            Entry[] all = [.. configured, .. made];
            ByHash = all.DistinctBy(entry => entry.HashPrefix).ToFrozenDictionary(entry => entry.HashPrefix);
            ByName = all.DistinctBy(entry => entry.Caller.Name).ToFrozenDictionary(entry => entry.Caller.Name!);
        }

        public IReadOnlyList<Entry> Made { get; }

        public FrozenDictionary<long, Entry> ByHash { get; }

        public FrozenDictionary<string, Entry> ByName { get; }
    }

    /// <summary>A key: its hash and its caller.</summary>
    private sealed class Entry
    {
        private readonly CancellationTokenSource _ended = new();

        private Entry(byte[] hash, Caller caller, KeyDocument? document)
        {
            (Hash, Document) = (hash, document);
            Identity = new CallerIdentity(caller) { Ended = _ended.Token };
        }

        public byte[] Hash { get; }

        public long HashPrefix => ApiKeyStore.HashPrefix(Hash);

        public CallerIdentity Identity { get; }

        public Caller Caller => Identity.Caller;

        /// <summary>What the center keeps of it; null for a configured key.</summary>
        public KeyDocument? Document { get; }

        public CancellationToken Ended => _ended.Token;

        public bool HasEnded(TimeProvider clock) =>
            Document?.ExpiresAt is { } end && end <= Timestamp.From(clock.GetUtcNow());

        public void End() => _ended.Cancel();

        public static Entry Of(ApiKeyOptions options)
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            ApiKeyStore.Hash(options.Key, hash);
            RoleNames.TryParse(options.Role, out var role);
            var agent = options.Agent is null ? null : (AgentId?)new AgentId(options.Agent);
            return new Entry(hash, new Caller(role, agent, Convert.ToHexStringLower(hash, 0, 4)), null);
        }

        public static Entry Of(KeyDocument key)
        {
            RoleNames.TryParse(key.Role, out var role);
            var caller = new Caller(role, key.Agent, key.Prefix) { Label = key.Label };
            return new Entry(Convert.FromHexString(key.Hash), caller, key);
        }
    }
}
