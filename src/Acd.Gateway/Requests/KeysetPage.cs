using System.Diagnostics.CodeAnalysis;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>A page of rows, given by the id of the row before it.</summary>
/// <typeparam name="TId">The type of the rows' ids.</typeparam>
/// <param name="After">The row before the page; none for the first page.</param>
/// <param name="Limit">The most rows.</param>
internal sealed record KeysetPage<TId>(TId? After, int Limit) where TId : struct, IId<TId>
{
    private const int DefaultLimit = 100;

    /// <summary>Reads the page from the query parameters, or why they are refused.</summary>
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

    /// <summary>The page's rows, and the id after which the next page starts; none on the last page.</summary>
    /// <returns>False where the row <see cref="After"/> does not exist, for example because it was removed.</returns>
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
    /// <summary>Describes the query parameters of a page.</summary>
    public static T WithPageParameters<T>(this T route, string example) where T : IEndpointConventionBuilder
    {
        var after = ValueFields.IdSchema();
        after.Description = "The value of next on the page before; missing for the first page.";
        after.Examples = [example];
        return route
            .WithParameter("after", ParameterLocation.Query, after)
            .WithParameter("limit", ParameterLocation.Query,
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Examples = [100] });
    }
}
