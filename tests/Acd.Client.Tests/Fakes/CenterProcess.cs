using Acd.Testing;

[assembly: AssemblyFixture(typeof(Acd.Client.Tests.CenterProcess))]

namespace Acd.Client.Tests;

/// <summary>A center in a process, which the tests share. Each test has agents, queues and skills of its own.</summary>
public sealed class CenterProcess : IAsyncLifetime
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly HttpProcess _process;

    public CenterProcess()
    {
        var port = FreePort.NextNonEphemeral();
        _process = new HttpProcess("acd", port, "serve", "--store", "memory:", "--port", $"{port}");
    }

    public AcdClient Client { get; private set; } = null!;

    public Uri Url => _process.Url;

    public async ValueTask InitializeAsync()
    {
        _process.Start();
        await _process.WaitForReadinessAsync(ready: true, Timeout);
        Client = new AcdClient(_process.Url.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>An agent with a skill of its own, who is available.</summary>
    public async Task<string> AddAgentAsync(string name)
    {
        await Client.Agents.PutAsync(name, new AgentProfile { Skills = [name] });
        await Client.Agents.SetPresenceAsync(name, Presence.Available);
        return name;
    }

    /// <summary>A contact that is offered to such an agent.</summary>
    public async Task<(Contact Contact, string Offer)> OfferAsync(string agent, string? queue = null)
    {
        var contact = await Client.Contacts.EnqueueAsync(new NewContact { Queue = queue, Skills = [agent] });
        contact = await Client.Contacts.GetAsync(contact.Id);
        return (contact, Assert.Single(contact.Offers, offer => offer.State == OfferState.Pending).Id);
    }
}
