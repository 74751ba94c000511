using System.Globalization;
using System.Text;
using Acd.Core;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Acd.Gateway;

/// <summary>
/// Rows as comma-separated values (RFC 4180), for callers that accept <c>text/csv</c>. The columns are the members of the JSON
/// form, always the same ones; a member within another has a dotted name, and lists are left out.
/// </summary>
internal static class CsvTable
{
    private const string MediaType = "text/csv";

    /// <summary>Wraps a handler of figures: its reply is written as a table where the caller asks for one.</summary>
    public static RequestDelegate Create(Func<HttpContext, ValueTask<Reply>> handler) => async http =>
    {
        var reply = await handler(http);
        if (!IsAsked(http.Request.Headers.Accept) || Write(reply) is not { } table)
            await ReplyWriter.WriteAsync(http, reply);
        else
            await SendAsync(http, table);
    };

    private static bool IsAsked(StringValues accepts) =>
        accepts.Count > 0 && MediaTypeHeaderValue.TryParseList(accepts, out var types)
        && types.Any(type => type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase));

    private static string? Write(Reply reply) => reply switch
    {
        ContactStatsReply stats => Write(
            stats.Intervals ?? [new ContactInterval(stats.From, stats.To, stats.Total)], typeof(ContactInterval)),
        AgentStatsReply stats => Write(
            stats.Intervals ?? [new AgentInterval(stats.From, stats.To, stats.Total)], typeof(AgentInterval)),
        BoardReply board => Write(board.Queues, typeof(BoardQueue)),
        _ => null,
    };

    private static string Write(IEnumerable<object> rows, Type type)
    {
        var columns = ColumnsOf(type, "", row => row).ToList();
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => column.Name)).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', columns.Select(column => Text(column.Get(row)))).Append("\r\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, Func<object, object?> Get)> ColumnsOf(
        Type type, string path, Func<object, object?> owner)
    {
        var members = ResponseJsonContext.Default.GetTypeInfo(type)?.Properties ?? [];
        foreach (var member in members.Where(member => member.Get is not null))
        {
            object? Get(object row) => owner(row) is { } found ? member.Get!(found) : null;
            var name = path + member.Name;
            if (IsValue(member.PropertyType))
                yield return (name, Get);
            else if (!member.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)))
                foreach (var inner in ColumnsOf(member.PropertyType, name + ".", Get))
                    yield return inner;
        }
    }

    private static bool IsValue(Type type) => type == typeof(string) || type.IsValueType;

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TimeSpan time => time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => Quote(other.ToString() ?? ""),
    };

    // A spreadsheet takes a cell that begins with one of these for a formula.
    private static string Quote(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static async Task SendAsync(HttpContext http, string table)
    {
        var bytes = Encoding.UTF8.GetBytes(table);
        http.Response.ContentType = MediaType + "; charset=utf-8; header=present";
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes);
    }
}
