using Acd.Core;

namespace Acd.Gateway;

/// <summary>A key to make.</summary>
internal sealed class KeyBody
{
    /// <summary>The longest life of a key that ends by itself: ten years, in seconds.</summary>
    public const int MaxSeconds = 315_360_000;

    public static readonly RequestSchema<KeyBody> Schema = new RequestSchema<KeyBody>("NewKey")
        .Text("role", 16, "agent, service, supervisor, viewer or switch.", (body, role) => body.Role = role, required: true)
        .Id<KeyBody, AgentId>("agent", "The agent, where the role is agent.", (body, agent) => body.Agent = agent)
        .Text("label", Limits.NameLength, "What the key is for, for people.", (body, label) => body.Label = label)
        .Integer("expiresIn", 60, MaxSeconds, "After how many seconds the key ends by itself. Without it, never.",
            (body, seconds) => body.ExpiresIn = seconds)
        .Example("A wallboard's key, for a year", """
            {"role": "viewer", "label": "Wallboard, second floor", "expiresIn": 31536000}
            """)
        .Example("An agent's key", """{"role": "agent", "agent": "ann"}""");

    public string Role { get; set; } = "";

    public AgentId? Agent { get; set; }

    public string? Label { get; set; }

    public int? ExpiresIn { get; set; }
}

/// <summary>A token to make.</summary>
internal sealed class TokenBody
{
    public static readonly RequestSchema<TokenBody> Schema = new RequestSchema<TokenBody>("NewToken")
        .Integer("expiresIn", 10, 86_400, "After how many seconds the token ends; 3600 by default.",
            (body, seconds) => body.ExpiresIn = seconds)
        .Example("For an hour", "{}")
        .Example("For a shift", """{"expiresIn": 36000}""");

    public int ExpiresIn { get; set; } = 3_600;
}
