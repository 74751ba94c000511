using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Client;

/// <summary>A JSON object of the API. Members that this version does not know are kept, and sent back with it.</summary>
public abstract record ApiObject
{
    /// <summary>The members that this version does not know. Null if there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The body of an answer.</summary>
public abstract record Answer : ApiObject
{
    /// <summary>
    /// The version of a queue, a gate, an agent's profile or the center's settings, for a conditional put. Null elsewhere.
    /// </summary>
    [JsonIgnore]
    public string? Tag { get; set; }

    /// <summary>
    /// The sequence number of the last event that the answer to a get knows. The events after it tell what happens later.
    /// </summary>
    [JsonIgnore]
    public long? AsOf { get; set; }
}

/// <summary>A skill with a level. A text is one too: a skill with the default level.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Level">
/// The level, 1 to 10. Null for the default: 10 for a skill that an agent has, 1 for one that a contact requires.
/// </param>
public sealed record SkillLevel(string Skill, int? Level = null) : ApiObject
{
    /// <summary>A skill with the default level.</summary>
    public static implicit operator SkillLevel(string skill) => FromString(skill);

    /// <summary>A skill with the default level.</summary>
    public static SkillLevel FromString(string skill) => new(skill);
}
