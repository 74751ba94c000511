namespace Acd.Gateway;

/// <summary>The identifiers that the examples name.</summary>
internal static class ExampleIds
{
    /// <summary>The identifier in a part of a path, by the part's name and by what stands before it.</summary>
    public static string OfPath(string path, string part) => path[..path.IndexOf($"{{{part}}}", StringComparison.Ordinal)] switch
    {
        "/v1/contacts/" => "call-1",
        "/v1/agents/" or "/agent/" => "ann",
        "/v1/offers/" => "o12",
        "/v1/queues/" => "sales",
        "/v1/gates/" => "sales-hotline",
        "/v1/channels/" => "chat",
        "/contact/" => OfBasic("contact_key"),
        _ => "en",
    };

    /// <summary>The key that basic-acd's routes name so.</summary>
    public static string OfBasic(string name) => name switch
    {
        "contact_key" => "contact:0195565e-5d40-7c6f-9e1b-6d9f3c1f2a10",
        "agent_key" => "ann",
        _ => "en",
    };
}
