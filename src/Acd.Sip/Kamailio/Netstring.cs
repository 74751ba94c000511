using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Acd.Sip;

/// <summary>Netstrings, <c>LENGTH:BYTES,</c>, as Kamailio's evapi sends and takes them.</summary>
internal static class Netstring
{
    /// <summary>The longest message that is read, in bytes.</summary>
    public const int MaxLength = 65_536;

    private const int MaxDigits = 6;

    public static byte[] Write(ReadOnlySpan<byte> message)
    {
        var head = Encoding.ASCII.GetBytes($"{message.Length.ToString(CultureInfo.InvariantCulture)}:");
        return [.. head, .. message, (byte)','];
    }

    /// <summary>Reads messages until the connection ends.</summary>
    /// <exception cref="InvalidDataException">What comes is no netstring, or is too long.</exception>
    public static async IAsyncEnumerable<byte[]> ReadAllAsync(
        PipeReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            var rest = read.Buffer;
            while (TryRead(ref rest, out var message)) yield return message;
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) yield break;
        }
    }

    private static bool TryRead(ref ReadOnlySequence<byte> rest, out byte[] message)
    {
        message = [];
        if (rest.PositionOf((byte)':') is not { } colon)
        {
            if (rest.Length > MaxDigits) throw new InvalidDataException("A message does not begin with its length.");
            return false;
        }

        var digits = Encoding.ASCII.GetString(rest.Slice(0, colon));
        if (digits.Length > MaxDigits || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > MaxLength)
            throw new InvalidDataException($"\"{digits}\" is no length of 0 to {MaxLength}.");
        var body = rest.Slice(rest.GetPosition(1, colon));
        if (body.Length <= length) return false;
        message = body.Slice(0, length).ToArray();
        if (body.Slice(length).FirstSpan[0] != ',') throw new InvalidDataException("A message does not end with a comma.");
        rest = body.Slice(length + 1);
        return true;
    }
}
