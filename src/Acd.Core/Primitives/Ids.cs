using System.Buffers;
using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>What every identifier has in common.</summary>
public static class Id
{
    /// <summary>The greatest length of an identifier, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>Whether a text is 1 to 64 of <c>A–Z a–z 0–9 . _ : -</c>.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
}

/// <summary>An identifier: 1 to 64 of <c>A–Z a–z 0–9 . _ : -</c>, given by a caller or made by the engine.</summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The text of the identifier.</summary>
    string Value { get; }

    /// <summary>Makes an identifier of a text without a check; <see cref="Id.IsValid"/> is the check.</summary>
    static abstract TSelf Of(string value);
}

/// <summary>One customer's request on one channel.</summary>
[JsonConverter(typeof(IdConverter<ContactId>))]
public readonly record struct ContactId(string Value) : IId<ContactId>
{
    /// <inheritdoc/>
    public static ContactId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Who serves contacts.</summary>
[JsonConverter(typeof(IdConverter<AgentId>))]
public readonly record struct AgentId(string Value) : IId<AgentId>
{
    /// <inheritdoc/>
    public static AgentId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A contact held out to one agent: <c>o</c> and the sequence number of its <c>contactOffered</c> event.</summary>
[JsonConverter(typeof(IdConverter<OfferId>))]
public readonly record struct OfferId(string Value) : IId<OfferId>
{
    /// <inheritdoc/>
    public static OfferId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A named ability, such as <c>en</c> or <c>billing</c>.</summary>
[JsonConverter(typeof(InterningIdConverter<SkillId>))]
public readonly record struct SkillId(string Value) : IId<SkillId>
{
    /// <inheritdoc/>
    public static SkillId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A team's settings and statistics.</summary>
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

/// <summary>A named entry into a queue.</summary>
[JsonConverter(typeof(InterningIdConverter<GateId>))]
public readonly record struct GateId(string Value) : IId<GateId>
{
    /// <inheritdoc/>
    public static GateId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The way a contact comes in: <c>voice</c>, <c>chat</c>, <c>email</c>, <c>task</c>.</summary>
[JsonConverter(typeof(InterningIdConverter<ChannelId>))]
public readonly record struct ChannelId(string Value) : IId<ChannelId>
{
    /// <summary>The channel of a contact that names none.</summary>
    public static readonly ChannelId Voice = new("voice");

    /// <inheritdoc/>
    public static ChannelId Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
