using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Acd.Core;
using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>Who is signed in, and until when.</summary>
/// <param name="Role">The role of the key that began the session.</param>
/// <param name="Agent">The key's agent, where the role is <see cref="Role.Agent"/>.</param>
/// <param name="Key">The key's name.</param>
/// <param name="Until">When the session ends.</param>
internal sealed record Session(Role Role, AgentId? Agent, string Key, DateTimeOffset Until);

/// <summary>
/// Writes sessions as text that only a holder of every configured key could make: their members and an HMAC-SHA256. The secret
/// comes from the keys and the center's name, so each process with the same settings accepts it, and none keeps a list.
/// </summary>
internal sealed class SessionSigner
{
    /// <summary>What a token begins with: a session in the place of a key.</summary>
    public const string TokenStart = "acd-t.";

    private const char Separator = '|';
    private const int MaxLength = 512;

    private readonly byte[] _secret;
    private readonly TimeProvider _clock;

    public SessionSigner(IOptions<GatewayOptions> options, TimeProvider clock)
    {
        _clock = clock;
        var keys = string.Join('\n', options.Value.Keys.Select(key => key.Key).Order(StringComparer.Ordinal));
        _secret = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(keys), Encoding.UTF8.GetBytes($"acd session 1\n{options.Value.Center}"));
    }

    /// <summary>A session as text of base64url characters and one dot.</summary>
    public string Write(Session session)
    {
        var until = session.Until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var members = Encoding.UTF8.GetBytes(string.Join(
            Separator, RoleNames.Of(session.Role), session.Agent?.Value ?? "", session.Key, until));
        return $"{Base64Url.EncodeToString(members)}.{Base64Url.EncodeToString(HMACSHA256.HashData(_secret, members))}";
    }

    /// <summary>Reads a session that <see cref="Write"/> made here or in another process, and that has not ended.</summary>
    public bool TryRead(string text, [NotNullWhen(true)] out Session? session)
    {
        session = null;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || text.Length > MaxLength)
            return false;
        Span<byte> members = stackalloc byte[MaxLength], signature = stackalloc byte[MaxLength];
        if (Base64Url.DecodeFromChars(text.AsSpan(0, dot), members, out _, out var length) != OperationStatus.Done
            || Base64Url.DecodeFromChars(text.AsSpan(dot + 1), signature, out _, out var signed) != OperationStatus.Done)
            return false;
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, members[..length], right);
        if (!CryptographicOperations.FixedTimeEquals(right, signature[..signed]))
            return false;

        var parts = Encoding.UTF8.GetString(members[..length]).Split(Separator);
        RoleNames.TryParse(parts[0], out var role);
        var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture));
        session = new Session(role, parts[1].Length == 0 ? null : new AgentId(parts[1]), parts[2], until);
        return until > _clock.GetUtcNow();
    }
}
