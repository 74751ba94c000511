namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private Func<Reply> Open(OpenCenter command)
    {
        if (!_settings.Open)
            Change(_settings with { Open = true }, new SettingsChanged { Open = true });
        foreach (var agent in _agents.Where(agent => command.AgentsToo && agent.Presence != Presence.Available).ToList())
            BecomeAvailable(agent);
        return Center;
    }

    private Func<Reply> Close(CloseCenter command)
    {
        if (_settings.Open)
            Change(_settings with { Open = false }, new SettingsChanged { Open = false });
        foreach (var agent in _agents.Where(agent => command.AgentsToo && agent.Presence == Presence.Available).ToList())
            BecomeNotReady(agent, "closed", keepsOffers: true);
        return Center;
    }

    private Func<Reply> Put(PutSkill command)
    {
        if (!_settings.Skills.Contains(command.Skill))
            Change(
                _settings with { Skills = [.. _settings.Skills.Where(old => old.Id != command.Skill.Id), command.Skill] },
                new SettingsChanged { Skill = command.Skill });

        return () => new SkillsReply([View(command.Skill.Id)]);
    }

    private Func<Reply> Remove(RemoveSkill command)
    {
        if (_settings.Skills.Any(skill => skill.Id == command.Skill))
            Change(
                _settings with { Skills = [.. _settings.Skills.Where(skill => skill.Id != command.Skill)] },
                new SettingsChanged { RemovedSkill = command.Skill });
        foreach (var agent in _agents)
            Replace(agent, Without(agent.Profile, command.Skill));
        return () => new SkillsReply([View(command.Skill)]);
    }

    /// <summary>The reply about the center.</summary>
    public CenterReply Center()
    {
        int In(ContactState state) => _contacts.Count(contact => contact.State == state);
        int Being(Presence presence) => _agents.Count(agent => agent.Presence == presence);
        return new(_settings, new(
            In(ContactState.Queued), In(ContactState.Offered), In(ContactState.Connected), In(ContactState.WrapUp),
            Being(Presence.Offline), Being(Presence.Available), Being(Presence.NotReady), Being(Presence.Draining)));
    }
}
