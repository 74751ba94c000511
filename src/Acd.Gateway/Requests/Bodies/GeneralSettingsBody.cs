using Acd.Core;

namespace Acd.Gateway;

/// <summary>The settings of the whole center. A missing field has the value of a new center.</summary>
internal sealed class GeneralSettingsBody
{
    private const int Hour = 3600, Week = 604_800;

    private static readonly RequestSchema<ReasonEntry> Reason = new RequestSchema<ReasonEntry>("NotReadyReason")
        .Text("reason", Limits.ReasonLength, "The reason, as agents send it.", (entry, reason) => entry.Reason = reason,
            required: true, min: 1)
        .Text("name", Limits.NameLength, "Its name, for people.", (entry, name) => entry.Name = name);

    public static readonly RequestSchema<GeneralSettingsBody> Schema = new RequestSchema<GeneralSettingsBody>("CenterSettings")
        .Text("name", Limits.NameLength, "The center's name, for people.", (body, name) =>
            body.Options = body.Options with { Name = name })
        .Seconds("heartbeatTimeout", 1, Hour, "The silence after which an agent that sent heartbeats is offline; 30 by default.",
            (body, time) => body.Options = body.Options with { HeartbeatTimeout = time })
        .Seconds("closedContactTtl", 1, Week, "How long a closed contact and its id are remembered; an hour by default.",
            (body, time) => body.Options = body.Options with { ClosedContactTtl = time })
        .Integer("closedContactsKept", 1_000, 10_000_000,
            "The most closed contacts that are remembered; 1,000,000 by default. The newest stay.",
            (body, number) => body.Options = body.Options with { ClosedContactsKept = number })
        .Seconds("requestTtl", 1, Week, "How long an Idempotency-Key is remembered with its answer; an hour by default.",
            (body, time) => body.Options = body.Options with { RequestTtl = time })
        .Seconds("graceAfterOutage", 0, Limits.GraceAfterOutageSeconds,
            "How long after an outage nobody leaves the line for having waited too long; 10 by default.",
            (body, time) => body.Options = body.Options with { GraceAfterOutage = time })
        .Text("region", 2, "The region of callers' numbers without the code of a country, two capital letters: DE.",
            (body, region) => body.Options = body.Options with { Region = region }, min: 2)
        .Objects("notReadyReasons", Reason, Limits.NotReadyReasons, "reasons",
            "The reasons that an agent may have for not ready. Without any, every reason is allowed.",
            (body, reasons) => body.Options = body.Options with
            {
                NotReadyReasons = [.. reasons.Select(entry => new NotReadyReason(entry.Reason, entry.Name))],
            })
        .Example("Numbers of Germany, and two reasons", """
            {"name": "Support", "region": "DE", "closedContactTtl": 86400,
             "notReadyReasons": [{"reason": "lunch", "name": "Lunch break"}, {"reason": "training"}]}
            """)
        .Example("The settings of a new center", "{}");

    public GeneralSettings Options { get; set; } = new();

    private sealed class ReasonEntry
    {
        public string Reason { get; set; } = "";

        public string? Name { get; set; }
    }
}
