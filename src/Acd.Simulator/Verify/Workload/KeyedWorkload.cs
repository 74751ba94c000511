using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Gives some commands a key, now and then that of an earlier command.</summary>
internal static class KeyedWorkload
{
    /// <summary>The request, perhaps with a key.</summary>
    public static GeneratedRequest WithKey(RequestContext context, GeneratedRequest generated)
    {
        if (generated.Request is not Command command || !context.Random.Chance(10)) return generated;
        var isOld = context.Keys > 0 && context.Random.Chance(10);
        var key = isOld ? context.Random.Between(1, context.Keys) : ++context.Keys;
        var keyed = new RequestKey($"k{key}", isOld ? $"b{key}-other" : $"b{key}");
        return generated with { Request = command with { Key = keyed } };
    }
}
