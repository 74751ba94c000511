namespace Acd.Core;

/// <summary>
/// Says why a contact waits, or why the agent it is offered to was chosen. The cost is bounded by the number of profiles.
/// </summary>
internal sealed class Explainer(Center center)
{
    public Reply Explain(Contact contact) => contact.State switch
    {
        ContactState.Queued => Waiting(contact),
        ContactState.Offered => Offered(contact),
        ContactState.Connected => new ExplainReply(contact.Id, contact.State, $"It is connected to {contact.AgentId}."),
        ContactState.WrapUp => new ExplainReply(contact.Id, contact.State, $"{contact.AgentId} is in wrap-up."),
        _ => throw new InvalidOperationException($"The contact {contact.Id} is {contact.State}."),
    };

    private ExplainReply Waiting(Contact contact)
    {
        var reasons = Reasons(contact);
        var summary = !center.Settings.Open ? "The center is closed."
            : contact.Line.ServingProfiles == 0 ? "Nobody who is logged in has the skills that it needs."
            : "Nobody who has the skills that it needs is free.";
        return new ExplainReply(contact.Id, contact.State, summary)
        {
            Position = center.QueueOf(contact).Waiting.PositionOf(contact),
            Reasons = reasons,
        };
    }

    private List<WaitReason> Reasons(Contact contact)
    {
        var needs = contact.Line.Needs;
        var (offline, notReady, draining, available, ready) = (0, 0, 0, 0, 0);
        var lacking = new int[needs.Requirements.Length];
        foreach (var profile in center.Matcher.Profiles)
        {
            if (!profile.Serves(needs.Requirements))
            {
                for (var index = 0; index < lacking.Length; index++)
                    if (!profile.Has(needs.Requirements[index])) lacking[index] += profile.Agents;
                continue;
            }

            offline += profile.WithPresence(Presence.Offline);
            notReady += profile.WithPresence(Presence.NotReady);
            draining += profile.WithPresence(Presence.Draining);
            available += profile.Available;
            ready += profile.RosterOf(needs.Channel)?.Count ?? 0;
        }

        var cooled = contact.CooledAgents
            .Count(agent => agent.HasRoom(needs.Channel) && agent.Skills!.Serves(needs.Requirements));
        var reasons = new List<WaitReason>();
        void Add(string reason, int agents)
        {
            if (agents > 0) reasons.Add(new WaitReason(reason, agents));
        }

        if (!center.Settings.Open) reasons.Add(new WaitReason("closed", ready));
        Add("noRoom", available - ready);
        Add("cooldown", cooled);
        Add("notReady", notReady);
        Add("draining", draining);
        Add("offline", offline);
        for (var index = 0; index < lacking.Length; index++)
        {
            var (skill, level) = needs.Requirements[index];
            if (lacking[index] > 0) reasons.Add(new WaitReason("lacksSkill", lacking[index], skill, level));
        }

        return reasons;
    }

    private static ExplainReply Offered(Contact contact) =>
        new(contact.Id, contact.State, $"It is offered to {contact.Offers[0].Agent.Id}.")
        {
            Choices =
            [
                .. contact.Offers.Select(offer => new ChoiceReason(
                    offer.Id, offer.Agent.Id, new Timestamp(offer.Agent.IdleOrder / Center.IdleUnits),
                    "Of the agents who were available, had room and had every skill, it was the longest idle.")),
            ],
        };
}
