using System.Runtime.CompilerServices;
using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core.Tests;

/// <summary>Writes the state of engine and model as text for comparison.</summary>
public static class ComparableText
{
    private static readonly ConditionalWeakTable<CenterSettings, string> SettingsSeen = [];

    public static string Of(ModelContact contact) => Of(contact.Document());

    public static string Of(ModelAgent agent) => Of(agent.Document());

    public static string Of(ContactDocument contact) => JsonSerializer.Serialize(contact, CenterJson.Default.ContactDocument);

    public static string Of(AgentDocument agent) => JsonSerializer.Serialize(agent, CenterJson.Default.AgentDocument);

    public static string Of(CenterSettings settings) =>
        SettingsSeen.GetValue(settings, seen => JsonSerializer.Serialize(seen, CenterJson.Default.CenterSettings));

    public static string Of(CenterEvent centerEvent) => JsonSerializer.Serialize(centerEvent, CenterJson.Default.CenterEvent);

    public static string Of(Reply reply) => reply.RememberedUntil is { } until
        ? $"{OfReply(reply)} remembered until {until}, closed ids for {reply.ClosedIdsFor}"
        : OfReply(reply);

    private static string OfReply(Reply reply) => reply switch
    {
        Refusal refusal => $"refused {refusal.Kind} {refusal.Code}",
        ContactReply contact =>
            $"{Of(contact.Contact)} created {contact.Created} at {contact.Position} unservable {contact.Unservable}",
        AgentReply agent =>
            $"{Of(agent.Agent)} has {string.Join(", ", agent.Contacts)} taken {agent.Taken} created {agent.Created}",
        AgentsReply agents => string.Join("; ", agents.Agents.Select(Of)) + $" next {agents.Next}",
        CenterReply center => $"{Of(center.Settings)} {center.Counts}",
        GeneralSettingsReply general => Of(new CenterSettings().With(general.Options)),
        SnapshotReply view => $"{view.Sequence} {(view.Settings is { } settings ? Of(settings) : "")} "
            + string.Join("; ", view.Agents.Select(Of)) + string.Join("; ", view.Contacts.Select(Of)),
        RememberedReply remembered => remembered.Document,
        SkillsReply skills => string.Join("; ", skills.Skills),
        QueueReply queue => $"{Of(new CenterSettings { Queues = [queue.Queue] })} created {queue.Created}",
        GateReply gate => $"{Of(new CenterSettings { Gates = [gate.Gate] })} created {gate.Created}",
        ExplainReply explained => $"{explained.State} {explained.Position} {explained.Summary}"
            + string.Concat(explained.Reasons.Select(Of)) + string.Concat(explained.Choices.Select(Of)),
        ContactsReply list => $"{string.Join(", ", list.Contacts.Select(own => own.Id))} next {list.Next}",
        ClosedContactReply or AgentRemovedReply or RemovedReply => $"{reply}",
        _ => throw new NotSupportedException($"Nothing is known of {reply.GetType().Name}."),
    };

    private static string Of(WaitReason reason) =>
        $"; {reason.Agents} {reason.Reason} {reason.Skill} {reason.Level} ready but {reason.ReadyBut}";

    private static string Of(ChoiceReason choice) =>
        $"; {choice.Offer} to {choice.Agent} by {choice.Strategy} idle since {choice.IdleSince}, {choice.Text} "
        + $"others {string.Join(", ", choice.OthersReady)}";

    public static Difference? Compare(string about, string engine, string model) =>
        engine == model ? null : new(about, engine, model);

    /// <summary>Writes text only for unequal values, which are rare.</summary>
    public static Difference? Compare<T>(string about, T engine, T model, Func<T, string> write) =>
        EqualityComparer<T>.Default.Equals(engine, model) ? null : Compare(about, write(engine), write(model));

    /// <summary>The first entry that differs.</summary>
    public static Difference? Compare<T>(string about, SortedDictionary<string, T> engine, Dictionary<string, T> model)
    {
        bool IsInModel(string key, T own) =>
            model.TryGetValue(key, out var other) && EqualityComparer<T>.Default.Equals(own, other);
        if (engine.Count == model.Count && engine.All(own => IsInModel(own.Key, own.Value)))
            return null;
        foreach (var key in engine.Keys.Union(model.Keys).Order(StringComparer.Ordinal))
        {
            var engines = engine.TryGetValue(key, out var own) ? $"{own}" : "nothing";
            var models = model.TryGetValue(key, out var other) ? $"{other}" : "nothing";
            if (engines != models)
                return new($"{about} {key}", engines, models);
        }

        return null;
    }
}
