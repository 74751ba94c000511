namespace Acd.Ui.Tests;

/// <summary>A center in the middle of a day: agents in every state, contacts that wait, ring and talk.</summary>
public static class LivingCenter
{
    /// <summary>The pages, and what each shows when it is there.</summary>
    public static readonly (string Path, string There)[] Pages =
    [
        ("/ui/wallboard", ".queues tbody tr"),
        ("/ui/wallboard?queue=support", ".waiting-contact"),
        ("/ui/wallboard?tv=1", ".tv tbody tr"),
        ("/ui/contacts", ".found tbody tr"),
        ("/ui/contacts/call-2", ".lane"),
        ("/ui/settings/queues/support", ".setting-group"),
        ("/ui/settings/skills", ".level"),
        ("/ui/settings/center", ".setting-group"),
        ("/ui/desk", ".choose-list a"),
        ("/ui/desk/mia", ".offer"),
        ("/ui/no-such-page", ".empty"),
    ];

    private static readonly (string Id, string Name)[] Queues =
        [("support", "Support"), ("billing", "Billing"), ("claims", "Claims"), ("sales", "Sales Europe")];

    private static readonly (string Id, string Name, string[] Skills)[] Agents =
    [
        ("mia", "Mia Lindqvist", ["sales"]), ("ben", "Ben Carter", ["support"]), ("ines", "Ines Rossi", ["support", "billing"]),
        ("omar", "Omar Haddad", ["billing"]), ("tara", "Tara Singh", ["support"]), ("yara", "Yara Costa", ["claims"]),
    ];

    public static async Task<RunningCenter> StartAsync()
    {
        var center = await RunningCenter.StartAsync();
        await center.PutAsync("/v1/center/settings", new { name = "Northwind Service" });
        foreach (var (id, name) in Queues)
            await center.PutAsync($"/v1/queues/{id}", new { name, offerTimeout = 300, wrapUp = 600 });
        foreach (var (id, name, skills) in Agents)
            await center.AddAgentAsync(id, name, skills, ready: true);
        await center.PutAsync("/v1/agents/yara/presence", new { presence = "notReady", reason = "lunch" });

        await ConnectAsync(center, "call-1", "support", "+49 30 901820");
        await ConnectAsync(center, "call-2", "billing", "+44 20 7946 0018");
        await center.PostAsync("/v1/contacts/call-2/complete", new { });
        await center.PutAsync("/v1/agents/mia", new { name = "Mia Lindqvist", skills = new[] { "sales" }, capacity = 150 });
        await center.PostAsync("/v1/contacts", new
        {
            id = "chat-1",
            queue = "sales",
            channel = "chat",
            skills = new[] { "sales" },
            callerId = "Weber, A.",
            attributes = new { customer = "A. Weber", order = new { id = 4711, state = "late" } },
        });
        await AcceptAsync(center, "chat-1");
        await center.EnqueueAsync("call-3", "sales", "+33 1 70 18 99 00", "sales");
        for (var call = 4; call < 12; call++)
        {
            var queue = call % 3 == 0 ? "claims" : "support";
            await center.EnqueueAsync($"call-{call}", queue, $"+49 89 55{call:D3}1", queue);
        }

        return center;
    }

    private static async Task ConnectAsync(RunningCenter center, string id, string queue, string caller)
    {
        await center.EnqueueAsync(id, queue, caller, queue);
        await AcceptAsync(center, id);
    }

    private static async Task AcceptAsync(RunningCenter center, string id)
    {
        var offer = (await center.GetAsync($"/v1/contacts/{id}")).GetProperty("offers")[0].GetProperty("id").GetString();
        await center.PostAsync($"/v1/offers/{offer}/accept", new { });
    }
}
