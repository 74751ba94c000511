using System.Diagnostics.CodeAnalysis;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>A page of what has no number but a name: the rows behind one that is named.</summary>
/// <typeparam name="TId">What the rows are named by.</typeparam>
/// <param name="After">The row before the page; none for the first page.</param>
/// <param name="Limit">How many rows at the most.</param>
internal sealed record KeysetPage<TId>(TId? After, int Limit) where TId : struct, IId<TId>
{
    private const int DefaultLimit = 100;

    /// <summary>Reads which page is wanted, or why that cannot be told.</summary>
    public static bool TryRead(HttpContext http, out KeysetPage<TId> page, [NotNullWhen(false)] out Refusal? refusal)
    {
        TId? after = null;
        long? limit = DefaultLimit;
        refusal = http.RefuseUnknownParameters("after", "limit")
            ?? http.ReadId("after", ref after)
            ?? http.ReadNumber("limit", 1, Limits.PageSize, ref limit);
        page = new KeysetPage<TId>(after, (int)limit!.Value);
        return refusal is null;
    }

    /// <summary>The page's rows, and what the next page is after; none where there is no other.</summary>
    /// <returns>False where there is no such row as the page is after: it was removed meanwhile.</returns>
    public bool TryGetRows<T>(IReadOnlyList<T> all, Func<T, TId> idOf, out IReadOnlyList<T> rows, out TId? next)
    {
        var from = 0;
        if (After is { } after)
        {
            while (from < all.Count && !idOf(all[from]).Equals(after))
                from++;
            from++;
        }

        rows = [.. all.Skip(from).Take(Limit)];
        next = from + rows.Count < all.Count ? idOf(rows[^1]) : null;
        return from <= all.Count;
    }
}

internal static class KeysetPageExtensions
{
    /// <summary>Describes what says which page is wanted.</summary>
    public static T WithPageParameters<T>(this T route, string example) where T : IEndpointConventionBuilder
    {
        var after = ValueFields.IdSchema();
        after.Description = "The next of the page before; none for the first page.";
        after.Examples = [example];
        return route
            .WithParameter("after", ParameterLocation.Query, after)
            .WithParameter("limit", ParameterLocation.Query,
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Examples = [100] });
    }
}
