using System.Buffers;
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>The rules of all identifiers.</summary>
public static class Id
{
    /// <summary>The longest identifier, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-@+");

    /// <summary>
    /// Whether a string is 1 to 64 characters of <c>A–Z a–z 0–9 . _ : - @ +</c>, and neither <c>.</c> nor <c>..</c>. Clients
    /// and servers remove these from the path of a request, which then means something else.
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= MaxLength } and not ("." or "..") && !text.AsSpan().ContainsAnyExcept(Allowed);
}

/// <summary>
/// An identifier: 1 to 64 characters of <c>A–Z a–z 0–9 . _ : - @ +</c>, chosen by a caller or by the engine.
/// </summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The identifier's string.</summary>
    string Value { get; }

    /// <summary>Creates an identifier without validation. <see cref="Id.IsValid"/> validates.</summary>
    static abstract TSelf Of(string value);
}

/// <summary>The id of a contact, a customer's request on one channel.</summary>
[JsonConverter(typeof(IdConverter<ContactId>))]
public readonly record struct ContactId(string Value) : IId<ContactId>
{
    /// <inheritdoc/>
    public static ContactId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id of an agent, who serves contacts.</summary>
[JsonConverter(typeof(IdConverter<AgentId>))]
public readonly record struct AgentId(string Value) : IId<AgentId>
{
    /// <inheritdoc/>
    public static AgentId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id of an offer: <c>o</c> and the sequence number of its <c>contactOffered</c> event.</summary>
[JsonConverter(typeof(IdConverter<OfferId>))]
public readonly record struct OfferId(string Value) : IId<OfferId>
{
    /// <inheritdoc/>
    public static OfferId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id of a skill, for example <c>en</c> or <c>billing</c>.</summary>
[JsonConverter(typeof(InterningIdConverter<SkillId>))]
public readonly record struct SkillId(string Value) : IId<SkillId>
{
    /// <inheritdoc/>
    public static SkillId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id of a queue, with a team's settings and statistics.</summary>
[JsonConverter(typeof(InterningIdConverter<QueueId>))]
public readonly record struct QueueId(string Value) : IId<QueueId>
{
    /// <summary>The queue that always exists.</summary>
    public static readonly QueueId Default = new("default");

    /// <inheritdoc/>
    public static QueueId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id of a gate, a named entry into a queue.</summary>
[JsonConverter(typeof(InterningIdConverter<GateId>))]
public readonly record struct GateId(string Value) : IId<GateId>
{
    /// <inheritdoc/>
    public static GateId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The id of a channel: <c>voice</c>, <c>chat</c>, <c>email</c> or <c>task</c>, or another one of the center.</summary>
[JsonConverter(typeof(InterningIdConverter<ChannelId>))]
public readonly record struct ChannelId(string Value) : IId<ChannelId>
{
    /// <summary>The default channel.</summary>
    public static readonly ChannelId Voice = new("voice");

    /// <inheritdoc/>
    public static ChannelId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
