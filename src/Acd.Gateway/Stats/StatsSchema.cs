using Acd.Core;

namespace Acd.Gateway;

/// <summary>What statistics are answered with, for the description.</summary>
internal static class StatsResponseSchemas
{
    public static readonly ResponseSchema Contacts =
        ResponseSchema.Of("ContactStats", typeof(ContactStatsReply), StatsExamples.OfContacts);

    public static readonly ResponseSchema Agent =
        ResponseSchema.Of("AgentStats", typeof(AgentStatsReply), StatsExamples.OfAgent);
}
