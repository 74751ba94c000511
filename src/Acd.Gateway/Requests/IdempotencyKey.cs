using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// The <c>Idempotency-Key</c> header. What it names is made by the id that it gives, so that a retry finds the same; commands
/// that name their subject need no such header, and it does nothing there.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>The id that the header gives, if there is one; or why it is not taken.</summary>
    public static Refusal? Read(HttpRequest request, out ContactId? contact)
    {
        contact = null;
        var header = request.Headers[Header];
        if (header.Count == 0)
            return null;
        var key = header[0]!;
        if (header.Count > 1 || key.Length is 0 or > MaxLength || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return RequestRefusals.OutOfRange(Header, $"1 to {MaxLength} visible ASCII characters");

        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(key));
        contact = new ContactId("k-" + Convert.ToHexStringLower(hash, 0, 16));
        return null;
    }
}
