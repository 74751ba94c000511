namespace Acd.Connections;

/// <summary>The settings of connections, under <c>Acd:Connections</c>. A part without settings of its own is off.</summary>
public sealed class ConnectionsOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Acd:Connections";

    /// <summary>Webhooks, which the API sets.</summary>
    public WebhooksOptions Webhooks { get; set; } = new();

    /// <summary>Asterisk's <c>queue_log</c>.</summary>
    public QueueLogOptions QueueLog { get; set; } = new();

    /// <summary>The export to PostgreSQL.</summary>
    public PostgresOptions Postgres { get; set; } = new();

    /// <summary>Presence of agents from other systems.</summary>
    public PresenceOptions Presence { get; set; } = new();

    /// <summary>What is wrong with these options, a sentence each; empty where all is well.</summary>
    public IEnumerable<string> GetValidationErrors() =>
        [
            .. Webhooks.GetValidationErrors(), .. QueueLog.GetValidationErrors(), .. Postgres.GetValidationErrors(),
            .. Presence.GetValidationErrors(),
        ];
}
