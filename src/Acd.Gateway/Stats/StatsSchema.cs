using Acd.Core;

namespace Acd.Gateway;

/// <summary>What statistics are answered with, for the description.</summary>
internal static class StatsSchema
{
    public static readonly AnswerSchema Contacts =
        AnswerSchema.Of("ContactStats", typeof(ContactStatsReply), StatsExamples.OfContacts);

    public static readonly AnswerSchema Agent =
        AnswerSchema.Of("AgentStats", typeof(AgentStatsReply), StatsExamples.OfAgent);
}
