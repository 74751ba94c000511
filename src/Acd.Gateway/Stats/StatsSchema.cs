using Acd.Core;

namespace Acd.Gateway;

/// <summary>What statistics are answered with, for the description.</summary>
internal static class StatsSchema
{
    public static readonly AnswerSchema Contacts = new("ContactStats", typeof(ContactStatsReply));

    public static readonly AnswerSchema Agent = new("AgentStats", typeof(AgentStatsReply));
}
