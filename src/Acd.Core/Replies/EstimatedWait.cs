namespace Acd.Core;

/// <summary>How long a contact that waits will wait from now on, by how fast those before it were answered lately.</summary>
/// <param name="P50">Half of such contacts wait no longer.</param>
/// <param name="P90">Nine tenths wait no longer.</param>
/// <param name="By">Whose answers it is made of: <c>line</c> (same queue, channel and needs) or <c>queue</c>.</param>
/// <param name="Answers">How many intervals between answers it is made of.</param>
public sealed record EstimatedWait(TimeSpan P50, TimeSpan P90, string By, int Answers);
