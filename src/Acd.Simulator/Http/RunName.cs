using System.Globalization;
using System.Security.Cryptography;

namespace Acd.Simulator;

/// <summary>Names by which the contacts and agents of one run are told from those of all others.</summary>
public static class RunId
{
    /// <summary>A new name: when the run began, and a few random letters.</summary>
    public static string New() =>
        DateTime.UtcNow.ToString("MMddHHmmss", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(4, lowercase: true);
}
