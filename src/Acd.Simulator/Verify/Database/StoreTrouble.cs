namespace Acd.Simulator.Verify;

/// <summary>What goes wrong with a call of the store.</summary>
internal enum StoreFault
{
    /// <summary>Nothing happens, and an error says that it may have.</summary>
    FailsBefore,

    /// <summary>It happens, and an error says that it may not have: the answer was lost.</summary>
    FailsAfter,

    /// <summary>It hangs for a while, happens, and is answered.</summary>
    HangsThenAnswers,

    /// <summary>It hangs for a while and happens; no answer ever comes.</summary>
    HangsThenLands,

    /// <summary>Nothing ever happens, and no answer ever comes.</summary>
    HangsForEver,
}

/// <summary>Trouble that a process has with the store.</summary>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Calls">With how many calls.</param>
/// <param name="CommitsOnly">Whether only commits count.</param>
/// <param name="Hang">How long calls hang that do.</param>
internal sealed record StoreFaultInjection(StoreFault Fault, int Calls, bool CommitsOnly, TimeSpan Hang)
{
    public override string ToString() =>
        $"{Calls} {(CommitsOnly ? "commit" : "call")}{(Calls == 1 ? "" : "s")} of the store {Description}";

    private string Description => Fault switch
    {
        StoreFault.FailsBefore => "will fail, and write nothing",
        StoreFault.FailsAfter => "will be done, and their answer lost",
        StoreFault.HangsThenAnswers => $"will hang for {Hang.TotalMilliseconds} ms",
        StoreFault.HangsThenLands => $"will hang for {Hang.TotalMilliseconds} ms and be done, without an answer",
        StoreFault.HangsForEver => "will never be done nor answered",
        _ => throw new InvalidOperationException($"{Fault} has no words."),
    };
}
