using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An event of the settings has what changed and nothing else, and a commit writes no other setting. So neither grows with the
/// center. The documents are what the events say.
/// </summary>
internal sealed class SettingsInParts : Checker
{
    private bool _areSplit;

    public override string Rule => "A change of the settings tells and writes only what changed.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not SettingsChanged changed) return null;
        object?[] parts =
        [
            changed.Open, changed.TimeZone, changed.Channel, changed.Queue, changed.RemovedQueue, changed.Gate,
            changed.RemovedGate, changed.Skill, changed.RemovedSkill, changed.KeepRoomForFirst, changed.Settings,
        ];
        var told = parts.Count(part => part is not null);
        if (changed.Settings is not null) return "A change of the settings tells all of them.";
        return told == 1 ? null : $"A change of the settings tells {told} parts.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        var changes = commit.Changes.Events.OfType<SettingsChanged>().Count();
        var written = commit.Changes.Named.Count(document =>
            document.Name.StartsWith(NamedDocument.SettingPrefix, StringComparison.Ordinal));
        if (_areSplit && written > changes) return $"{changes} changes of the settings write {written} documents.";
        _areSplit |= written > 0;
        if (changes == 0) return null;
        var loaded = Engine.Load(database.Read(), commit.Now).Settings;
        return Json(loaded) == Json(state.Settings) ? null : "The documents of the settings are not what the events say.";
    }

    private static string Json(CenterSettings settings) => StoredDocument.Of(settings).Json;
}
