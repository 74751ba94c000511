using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// The settings as documents: one of each queue, gate and described skill, and one of the center's own. A change writes only
/// what changed. A store of version 1 and before has one document of everything; the first change replaces it.
/// </summary>
internal sealed class SettingsDocuments
{
    private readonly Dictionary<string, long> _orders = new(StringComparer.Ordinal);
    private readonly ChangeTracker _tracker;
    private bool _areSplit;
    private long _lastOrder;

    /// <param name="tracker">Takes the documents.</param>
    /// <param name="named">The named documents of the store.</param>
    public SettingsDocuments(ChangeTracker tracker, IEnumerable<NamedDocument> named)
    {
        _tracker = tracker;
        foreach (var (name, setting) in Parsed(named))
        {
            _areSplit = true;
            _orders.Add(name, setting.Order);
            _lastOrder = Math.Max(_lastOrder, setting.Order);
        }
    }

    /// <summary>Reads the settings of a store. Those of a new store are the defaults.</summary>
    public static CenterSettings Read(CenterDocuments documents)
    {
        var settings = documents.Settings ?? new CenterSettings();
        var parts = Parsed(documents.Named).Select(part => part.Setting).OrderBy(part => part.Order).ToList();
        if (parts.Count == 0) return settings;
        return settings with
        {
            Queues = [.. parts.Select(part => part.Queue).OfType<QueueSettings>()],
            Gates = [.. parts.Select(part => part.Gate).OfType<GateSettings>()],
            Skills = [.. parts.Select(part => part.Skill).OfType<SkillSettings>()],
        };
    }

    /// <summary>Writes the documents that a change replaces.</summary>
    /// <param name="change">The change.</param>
    /// <param name="after">The settings after it.</param>
    public void Write(SettingsChanged change, CenterSettings after)
    {
        if (!_areSplit)
        {
            _areSplit = true;
            foreach (var queue in after.Queues) Put(queue);
            foreach (var gate in after.Gates) Put(gate);
            foreach (var skill in after.Skills) Put(skill);
            PutOwn(after);
            return;
        }

        if (change.Queue is { } changedQueue) Put(changedQueue);
        else if (change.RemovedQueue is { } goneQueue) Remove(NameOf(goneQueue));
        else if (change.Gate is { } changedGate) Put(changedGate);
        else if (change.RemovedGate is { } goneGate) Remove(NameOf(goneGate));
        else if (change.Skill is { } changedSkill) Put(changedSkill);
        else if (change.RemovedSkill is { } goneSkill) Remove(NameOf(goneSkill));
        else PutOwn(after);
    }

    private void PutOwn(CenterSettings settings) => _tracker.Changed(settings with { Queues = [], Gates = [], Skills = [] });

    private void Put(QueueSettings queue)
    {
        var name = NameOf(queue.Id);
        Put(name, new SettingDocument { Order = OrderOf(name), Queue = queue });
    }

    private void Put(GateSettings gate)
    {
        var name = NameOf(gate.Id);
        Put(name, new SettingDocument { Order = OrderOf(name), Gate = gate });
    }

    // A skill that is described again moves to the end.
    private void Put(SkillSettings skill)
    {
        var name = NameOf(skill.Id);
        _orders.Remove(name);
        Put(name, new SettingDocument { Order = OrderOf(name), Skill = skill });
    }

    private void Put(string name, SettingDocument setting) =>
        _tracker.PutDocument(new(name, JsonSerializer.Serialize(setting, CenterJson.Default.SettingDocument)));

    private void Remove(string name)
    {
        _orders.Remove(name);
        _tracker.PutDocument(new(name, null));
    }

    private long OrderOf(string name) => _orders.TryGetValue(name, out var known) ? known : _orders[name] = ++_lastOrder;

    private static string NameOf(QueueId queue) => $"{NamedDocument.SettingPrefix}queue/{queue}";

    private static string NameOf(GateId gate) => $"{NamedDocument.SettingPrefix}gate/{gate}";

    private static string NameOf(SkillId skill) => $"{NamedDocument.SettingPrefix}skill/{skill}";

    private static IEnumerable<(string Name, SettingDocument Setting)> Parsed(IEnumerable<NamedDocument> named)
    {
        foreach (var (name, json) in named)
        {
            if (!name.StartsWith(NamedDocument.SettingPrefix, StringComparison.Ordinal) || json is null) continue;
            yield return (name, JsonSerializer.Deserialize(json, CenterJson.Default.SettingDocument)
                ?? throw new InvalidOperationException($"The document {name} is empty."));
        }
    }
}
