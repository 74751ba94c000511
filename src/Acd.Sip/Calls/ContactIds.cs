using System.Security.Cryptography;
using System.Text;

namespace Acd.Sip;

/// <summary>The ids of contacts: a call's own id where the center allows it, else its hash.</summary>
internal static class ContactIds
{
    private const int MaxLength = 64;

    public static string Of(string call) => IsValid(call)
        ? call
        : $"sip-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call)), 0, 16)}";

    private static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength && id is not ("." or "..")
        && id.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or ':' or '-' or '@' or '+');
}
