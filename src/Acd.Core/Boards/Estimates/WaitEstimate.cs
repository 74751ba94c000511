namespace Acd.Core;

/// <summary>How long a contact will wait, in milliseconds: half of such contacts wait no longer than the one, nine tenths no
/// longer than the other.</summary>
/// <param name="P50">The median.</param>
/// <param name="P90">The ninth decile.</param>
internal readonly record struct WaitEstimate(long P50, long P90);
