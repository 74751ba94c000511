using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Client.Tests;

/// <summary>The client knows what the center sends: every event, every name, every setting.</summary>
public sealed class WireContractTests
{
    // What only the store and the engine need is in More.
    private static readonly string[] NotForClients =
    [
        "Contact.metWhenRefused", "Contact.leftEmpty", "Contact.unstaffedSince", "Contact.toldUnservable", "Contact.roomAt",
        "Contact.roomKeptSince", "Contact.planDone", "Contact.request", "Agent.idleOrder", "Agent.contactOrder",
        "Agent.offerOrder", "Agent.missedAt", "Agent.acceptedAt", "CenterSettings.skills", "CenterSettings.heartbeatTimeout",
        "CenterSettings.closedContactTtl", "CenterSettings.closedContactsKept", "CenterSettings.requestTtl",
    ];

    [Fact]
    public void Every_event_has_a_type_with_all_its_members()
    {
        var missing = new List<string>();
        foreach (var derived in typeof(Core.CenterEvent).GetCustomAttributes<JsonDerivedTypeAttribute>())
        {
            var name = (string)derived.TypeDiscriminator!;
            if (EventTypes.Known.TryGetValue(name, out var known))
                missing.AddRange(Missing(CenterJson.Default.GetTypeInfo(derived.DerivedType)!, known));
            else missing.Add(name);
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_document_and_every_setting_has_its_members()
    {
        var json = ClientJson.Default;
        (JsonTypeInfo Core, JsonTypeInfo Client)[] pairs =
        [
            (CenterJson.Default.ContactDocument, json.Contact), (CenterJson.Default.AgentDocument, json.Agent),
            (CenterJson.Default.AgentProfile, json.AgentProfile), (CenterJson.Default.QueueSettings, json.QueueSettings),
            (CenterJson.Default.GateSettings, json.GateSettings), (CenterJson.Default.GeneralSettings, json.GeneralSettings),
            (CenterJson.Default.CenterSettings, json.CenterSettings), (CenterJson.Default.WaitAction, json.WaitAction),
            (CenterJson.Default.PlanStep, json.PlanStep), (CenterJson.Default.OpeningHours, json.OpeningHours),
            (CenterJson.Default.AgentGoneRule, json.AgentGoneRule), (CenterJson.Default.ChannelCost, json.ChannelCost),
            (CenterJson.Default.OfferDocument, json.Offer),
        ];

        Assert.Empty(pairs.SelectMany(pair => Missing(pair.Core, pair.Client)));
    }

    [Fact]
    public void Every_name_of_the_center_is_one_of_the_clients()
    {
        var missing = new List<string>();
        var client = typeof(AcdClient).Assembly;
        var sets = client.GetTypes().Where(type => type.IsValueType && type.GetInterfaces().Any(IsWireName)).ToList();
        Assert.True(sets.Count >= 11);
        foreach (var set in sets)
        {
            var names = set.GetProperties(BindingFlags.Static | BindingFlags.Public).Select(property => property.Name);
            var core = typeof(Core.CenterEvent).Assembly.GetType($"Acd.Core.{set.Name}", throwOnError: true)!;
            missing.AddRange(Enum.GetNames(core).Except(names).Select(name => $"{set.Name}.{name}"));
        }

        Assert.Empty(missing);
    }

    private static bool IsWireName(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IWireName<>);

    private static IEnumerable<string> Missing(JsonTypeInfo core, JsonTypeInfo client)
    {
        var known = client.Properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        return core.Properties.Where(property => property.Get is not null)
            .Select(property => $"{client.Type.Name}.{property.Name}")
            .Where(name => !known.Contains(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]))
            .Except(NotForClients);
    }
}
