using Acd.Client;

// An agent who answers by a program: it logs in, accepts each call that rings, and completes it.
// dotnet run -- http://localhost:8000 ann
var (address, agent) = args is [var url, var name] ? (url, name) : ("http://localhost:8000", "ann");
using var acd = new AcdClient(address, Environment.GetEnvironmentVariable("ACD_KEY"));
await acd.Agents.PutAsync(agent, new AgentProfile { Skills = ["en"] });
await acd.Agents.SetPresenceAsync(agent, Presence.Available);

await foreach (var next in acd.Events.FollowAgentAsync(agent, snapshot: true))
{
    // What rings already is in the view; what rings from now on comes as an event.
    var ringing = next is StreamSnapshot view
        ? view.Agents.SelectMany(one => one.Contacts).Where(one => one.State == ContactState.Offered).Select(one => one.Offer)
        : next is ContactOffered offered ? [offered.Offer] : [];
    foreach (var offer in ringing)
    {
        try
        {
            var contact = await acd.Offers.AcceptAsync(offer);
            Console.WriteLine($"{agent} talks to {contact.Id}.");
            await acd.Contacts.CompleteAsync(contact.Id, offer);
        }
        catch (AcdException late) when (late.Code == "offer.notPending")
        {
            Console.WriteLine($"{offer} rings elsewhere: {late.Message}");
        }
    }
}
