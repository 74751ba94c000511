using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Success without content.</summary>
internal sealed record NoContentReply : Reply
{
    public static readonly NoContentReply Instance = new();
}

/// <summary>One skill.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Age">How old it is at most, where the caller allowed an age.</param>
internal sealed record SkillReply(SkillView Skill, TimeSpan? Age = null) : Reply;

/// <summary>A page of queues in the order of their creation. The next page starts after <c>Next</c>.</summary>
internal sealed record QueuesReply(IReadOnlyList<QueueSettings> Queues, QueueId? Next) : Reply;

/// <summary>A page of gates in the order of their creation. The next page starts after <c>Next</c>.</summary>
internal sealed record GatesReply(IReadOnlyList<GateSettings> Gates, GateId? Next) : Reply;

/// <summary>One channel.</summary>
internal sealed record ChannelReply(ChannelCost Channel) : Reply;

/// <summary>Every channel.</summary>
internal sealed record ChannelsReply(IReadOnlyList<ChannelCost> Channels) : Reply;

/// <summary>The devices of an agent that are connected.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Devices">The devices, the first one first.</param>
internal sealed record AgentDevices(AgentId Agent, IReadOnlyList<AgentDeviceEntry> Devices)
{
    public static AgentDevices Of(AgentDevicesReply reply) =>
        new(reply.Agent, [.. reply.Devices.Select(device => new AgentDeviceEntry(device))]);
}

/// <summary>A device that is connected.</summary>
/// <param name="Id">The device's id.</param>
internal sealed record AgentDeviceEntry(string Id);

/// <summary>What became of a presence report.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Source">The report's source.</param>
/// <param name="Sequence">The report's number.</param>
/// <param name="Applied">False where a later report of the source came before, so that this one changed nothing.</param>
/// <param name="Latest">The number of the source's latest report.</param>
/// <param name="Presence">The agent's presence now.</param>
/// <param name="Reason">The reason of that presence.</param>
internal sealed record PresenceReportResult(
    AgentId Agent, string Source, long Sequence, bool Applied, long Latest,
    Presence Presence, string? Reason)
{
    public static PresenceReportResult Of(PresenceReportReply reply) => new(
        reply.Agent, reply.Source, reply.Sequence, reply.Applied, reply.Latest, reply.Presence, reply.Reason);
}

/// <summary>The JSON form of replies that are no documents. It follows the conventions of the documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampConverter), typeof(DurationConverter), typeof(CamelCaseEnumConverter<DayOfWeek>)])]
[JsonSerializable(typeof(IReadOnlyList<AgentContact>))]
[JsonSerializable(typeof(CloseReason))]
[JsonSerializable(typeof(CenterReply))]
[JsonSerializable(typeof(SkillsReply))]
[JsonSerializable(typeof(QueueSettings))]
[JsonSerializable(typeof(QueuesReply))]
[JsonSerializable(typeof(GatesReply))]
[JsonSerializable(typeof(ChannelsReply))]
[JsonSerializable(typeof(ExplainReply))]
[JsonSerializable(typeof(ContactStatsReply))]
[JsonSerializable(typeof(AgentStatsReply))]
[JsonSerializable(typeof(EstimatedWait))]
[JsonSerializable(typeof(AcdStateReply))]
[JsonSerializable(typeof(BasicContactReply))]
[JsonSerializable(typeof(AgentDevices))]
[JsonSerializable(typeof(PresenceReportResult))]
[JsonSerializable(typeof(SessionReply))]
[JsonSerializable(typeof(BoardReply))]
[JsonSerializable(typeof(BoardQueue))]
[JsonSerializable(typeof(ContactInterval))]
[JsonSerializable(typeof(AgentInterval))]
[JsonSerializable(typeof(KeysReply))]
[JsonSerializable(typeof(AgentResultsReply))]
[JsonSerializable(typeof(NewKeyReply))]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(AuditReply))]
[JsonSerializable(typeof(AgentState))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
