namespace Acd.Simulator;

/// <summary>The people and the queues of the demo.</summary>
internal static class DemoCenter
{
    /// <summary>The queues: their ids, which are skills too, their names, and their share of the calls.</summary>
    public static readonly (string Id, string Name, int Share)[] Queues =
    [
        ("support", "Support", 8), ("billing", "Billing", 5), ("orders", "Orders", 4), ("claims", "Claims", 3),
        ("returns", "Returns", 2), ("accounts", "Key accounts", 1),
    ];

    /// <summary>The reasons of breaks.</summary>
    public static readonly string[] Breaks = ["lunch", "break", "training", "meeting"];

    private static readonly string[] First =
    [
        "Ann", "Ben", "Chloé", "David", "Elif", "Frank", "Grace", "Hugo", "Ines", "Jan", "Kim", "Lena", "Marc", "Nora", "Omar",
        "Petra", "Quentin", "Rosa", "Sven", "Tara", "Uma", "Viktor", "Wendy", "Yara",
    ];

    private static readonly string[] Last =
    [
        "Baker", "Carter", "Duval", "Evans", "Demir", "Olsen", "Hill", "Marín", "Rossi", "Novák", "Park", "Vogt", "Petit",
        "Quist", "Haddad", "Svoboda", "Roy", "Lima", "Berg", "Singh", "Patel", "Tóth", "Lee",
    ];

    /// <summary>An agent's name. The lists are of different lengths, so that 552 agents have names of their own.</summary>
    public static string NameOf(int agent) => $"{First[agent % First.Length]} {Last[agent % Last.Length]}";

    /// <summary>An agent's skills: two neighbouring queues, and a third for every other one.</summary>
    public static string[] SkillsOf(int agent)
    {
        var queues = Queues.Length;
        string[] two = [Queues[agent % queues].Id, Queues[(agent + 1) % queues].Id];
        return agent % 2 == 0 ? [.. two, Queues[(agent + 3) % queues].Id] : two;
    }

    /// <summary>A queue, by its share of the calls.</summary>
    public static string AnyQueue(Random random)
    {
        var at = random.Next(Queues.Sum(queue => queue.Share));
        foreach (var (id, _, share) in Queues)
        {
            at -= share;
            if (at < 0) return id;
        }

        return Queues[0].Id;
    }
}
