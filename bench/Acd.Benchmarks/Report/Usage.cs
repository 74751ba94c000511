namespace Acd.Benchmarks;

/// <summary>The help text.</summary>
internal static class Usage
{
    public static int Show()
    {
        Console.Error.WriteLine(
            """
            Usage: Acd.Benchmarks COMMAND

              matching [AGENTS …]   one decision of the index, and of the ZPOPMIN + ZINTER loop on redis-server beside it
                                    (1000 10000 100000 1000000)
              zinter                contacts served by an engine with Matching Zinter, and with its index
              life [STORE …]        contacts' whole lives through the host (Memory Sqlite Redis)
              load                  loading 100,000 agents and 100,000 waiting contacts from SQLite and Redis
              load URL              loading what a store has, once: seconds, heap and peak working set in MiB
              simulator             a simulated day of 10,000 agents, and the recorded months where they are
              http                  whole lives through the gateway, and the time from a post to its offer, on each store
              cluster               the same through one process and through clusters of one and three silos, on Redis

            Each command writes tables in Markdown to standard output, and its progress to standard error.
            """);
        return 2;
    }
}
