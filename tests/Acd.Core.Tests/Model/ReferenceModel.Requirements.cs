using System.Text.Json;

namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    /// <summary>A contact's own requirements and its gate's. The higher level wins.</summary>
    private static IReadOnlyList<Requirement> Required(IReadOnlyList<Requirement> asked, GateSettings? gate)
    {
        var added = gate?.Requirements ?? [];
        int Added(SkillId skill) => added.FirstOrDefault(requirement => requirement.Skill == skill)?.Level ?? 0;
        return
        [
            .. asked.Select(own => own with { Level = Math.Max(own.Level, Added(own.Skill)) }),
            .. added.Where(extra => !asked.Any(own => own.Skill == extra.Skill)),
        ];
    }

    private static IReadOnlyList<Requirement> AskedAfter(WaitAction action, ModelContact contact)
    {
        var asked = action.Requirements ?? contact.Asked;
        return action.LowerLevels is { } by
            ? [.. asked.Select(own => own with { Level = Math.Max(Limits.MinLevel, own.Level - by) })]
            : asked;
    }

    /// <summary>A contact's attributes, and those of its gate that it does not have.</summary>
    private static string? MergedAttributes(string? own, string? gate)
    {
        using var owns = JsonDocument.Parse(own ?? "{}");
        using var gates = JsonDocument.Parse(gate ?? "{}");
        var added = gates.RootElement.EnumerateObject()
            .Where(member => !owns.RootElement.TryGetProperty(member.Name, out _)).ToList();
        if (added.Count == 0)
            return own;
        if (!owns.RootElement.EnumerateObject().Any())
            return gate;
        var all = owns.RootElement.EnumerateObject().Concat(added).ToDictionary(member => member.Name, member => member.Value);
        return JsonSerializer.Serialize(all);
    }

    /// <summary>Updates the requirements of a gate's waiting contacts.</summary>
    private void UpdateRequirements(GateId gate)
    {
        var waiting = _contacts
            .Where(contact => contact.Gate == gate && contact.State is ContactState.Queued or ContactState.Offered)
            .OrderBy(contact => contact.Rank).ThenBy(contact => contact.Sequence);
        foreach (var contact in waiting)
        {
            var required = Required(contact.Asked, GateOf(contact));
            if (required.SequenceEqual(contact.Requirements))
                continue;
            contact.ToldUnservable = false;
            contact.Requirements = required;
            EmitRequirementsChanged(contact);
        }
    }
}
