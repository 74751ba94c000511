namespace Acd.Grains;

/// <summary>
/// Asks again beside a question that is not answered soon, and takes the first answer. A question may be lost with the silo
/// that it was on its way to, and that is known only when its time is over, long after another could have been answered.
/// </summary>
/// <param name="soon">How soon an answer is expected.</param>
/// <param name="time">The clock.</param>
internal sealed class HedgingPolicy(TimeSpan soon, TimeProvider time)
{
    // Each is lost after two seconds, so that no more than this are ever on their way.
    private const int MaxAttempts = 4;

    /// <summary>Asks until there is an answer; throws what the last question threw when all have failed.</summary>
    /// <param name="ask">Asks once; asking more than once must do no harm.</param>
    public async Task<T> ExecuteAsync<T>(Func<Task<T>> ask)
    {
        var asked = new List<Task<T>>(MaxAttempts) { ask() };
        while (true)
        {
            using var answered = new CancellationTokenSource();
            var wait = asked.Count < MaxAttempts ? Task.Delay(soon, time, answered.Token) : null;
            var first = await Task.WhenAny(wait is null ? asked : asked.Append(wait));
            await answered.CancelAsync();
            if (first == wait)
            {
                asked.Add(ask());
                continue;
            }

            var ended = (Task<T>)first;
            asked.Remove(ended);
            if (!ended.IsCompletedSuccessfully && asked.Count > 0) continue;
            foreach (var late in asked) ObserveException(late);
            return await ended;
        }
    }

    /// <summary>Lets a call end whose result nobody needs any longer, however it ends.</summary>
    public static void ObserveException(Task late) => late.ContinueWith(
        static failed => _ = failed.Exception,
        CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
