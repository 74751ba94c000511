using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The query parameters of statistics, read and described in one place.</summary>
internal static class StatsQueryString
{
    private const string From = "from", To = "to", Interval = "interval", By = "by";

    public static Refusal? Read(HttpContext http, ref StatsQuery query)
    {
        long? minutes = null;
        Timestamp? from = null, to = null;
        var by = StatsBasis.Outcome;
        var unknown = query is GetAgentStats
            ? http.RefuseUnknownParameters(From, To, Interval)
            : http.RefuseUnknownParameters(From, To, Interval, By);
        var refusal = unknown
            ?? http.ReadTime(From, ref from)
            ?? http.ReadTime(To, ref to)
            ?? http.ReadNumber(Interval, 15, 30, ref minutes)
            ?? ReadBasis(http, ref by);
        if (refusal is null)
            query = query with { From = from, To = to, Interval = (int?)minutes, By = by };
        return refusal;
    }

    public static T WithTimeParameters<T>(this T route) where T : IEndpointConventionBuilder => route
        .WithParameter(From, ParameterLocation.Query, Time(
            "The start of the period. Without it, the start of today.", "2026-03-02T08:00:00Z"))
        .WithParameter(To, ParameterLocation.Query, Time(
            "The end of the period, at most 48 h after its start. Without it, now.", "2026-03-02T18:00:00Z"))
        .WithParameter(Interval, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Enum = [15, 30],
            Examples = [30],
            Description = "The length of the intervals, in minutes. Without it, the reply has no intervals.",
        });

    public static T WithBasisParameter<T>(this T route) where T : IEndpointConventionBuilder => route
        .WithParameter(By, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = ["outcome", "arrival"],
            Examples = ["arrival"],
            Description = "Whether a contact counts at the time of its outcome or of its arrival. Without it, outcome.",
        });

    private static OpenApiSchema Time(string description, string example) =>
        new() { Type = JsonSchemaType.String, Format = "date-time", Description = description, Examples = [example] };

    private static Refusal? ReadBasis(HttpContext http, ref StatsBasis by)
    {
        var duplicate = http.ReadSingle(By, out var text);
        if (text is null)
            return duplicate;
        if (text is not ("outcome" or "arrival"))
            return RequestRefusals.OutOfRange(By, "outcome or arrival");
        by = text == "arrival" ? StatsBasis.Arrival : StatsBasis.Outcome;
        return null;
    }
}
