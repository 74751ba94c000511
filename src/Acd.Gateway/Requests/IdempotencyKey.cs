using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// The <c>Idempotency-Key</c> header of a POST. The center remembers it with a hash of the request and with its answer. A new
/// contact without an id gets its id from the key.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key", Until = "Idempotency-Key-Until", ClosedIdsFor = "Acd-Closed-Ids-For";

    private const int MaxLength = 255, HashBytes = 16;

    private static readonly object BodyItem = new(), UsedItem = new();

    /// <summary>Whether a request has a key that counts.</summary>
    public static bool IsIn(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Headers.ContainsKey(Header);

    /// <summary>Reads the contact's id from the header, if there is one, or why it is refused.</summary>
    public static Refusal? Read(HttpRequest request, out ContactId? contact)
    {
        contact = null;
        if (!request.Headers.ContainsKey(Header))
            return null;
        if (ReadKey(request, out var key) is { } refusal)
            return refusal;
        contact = new ContactId("k-" + Hash(Encoding.ASCII.GetBytes(key)));
        return null;
    }

    /// <summary>Keeps the hash of a body that has been read, for the key of its request.</summary>
    public static void NoteBody(HttpContext http, in ReadOnlySequence<byte> body)
    {
        if (!IsIn(http.Request))
            return;
        http.Items[BodyItem] = Hash(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
    }

    /// <summary>Gives the first command of a request the request's key.</summary>
    public static Refusal? AddTo(ref Command command, HttpContext http)
    {
        // A route that sends a second command sends it after the first one's answer, which is remembered.
        if (!http.Items.TryAdd(UsedItem, true))
            return null;
        if (ReadKey(http.Request, out var key) is { } refusal)
            return refusal;
        var request = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {http.Items[BodyItem]}";
        command = command with
        {
            Key = new RequestKey(
                Hash(Encoding.UTF8.GetBytes($"{http.GetCaller().Name}\n{key}")), Hash(Encoding.UTF8.GetBytes(request))),
        };
        return null;
    }

    /// <summary>Tells until when the key is remembered, and how long ids of closed contacts are.</summary>
    public static void WriteHeaders(HttpResponse response, Timestamp until, TimeSpan? closedIdsFor)
    {
        response.Headers[Until] = until.ToString();
        if (closedIdsFor is { } time)
            response.Headers[ClosedIdsFor] = time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    private static Refusal? ReadKey(HttpRequest request, out string key)
    {
        var header = request.Headers[Header];
        key = header[0] ?? "";
        return header.Count > 1 || key.Length is 0 or > MaxLength || key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? RequestRefusals.OutOfRange(Header, $"1 to {MaxLength} visible ASCII characters")
            : null;
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes), 0, HashBytes);
}
