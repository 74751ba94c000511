using System.Net;
using System.Text;

namespace Acd.Simulator;

/// <summary>
/// An HTML page in one file, with texts, tables and plots. It loads nothing from elsewhere, so it can be sent and archived.
/// </summary>
public sealed class HtmlPage(string title)
{
    private const string Style =
        """
        body{font:16px/1.5 system-ui,sans-serif;color:#222;max-width:980px;margin:2em auto;padding:0 1em}
        h1{font-size:1.6em} h2{font-size:1.2em;margin-top:2em} table{border-collapse:collapse;margin:1em 0}
        th,td{padding:.25em .9em;text-align:right;border-bottom:1px solid #ddd} th{border-bottom:2px solid #555}
        th:first-child,td:first-child{text-align:left} .wide{overflow-x:auto} svg{max-width:100%;height:auto}
        """;

    private readonly StringBuilder _body = new();

    /// <summary>Adds a heading.</summary>
    public HtmlPage Heading(string text) => Add($"<h2>{WebUtility.HtmlEncode(text)}</h2>");

    /// <summary>Adds a paragraph.</summary>
    public HtmlPage Text(string text) => Add($"<p>{WebUtility.HtmlEncode(text)}</p>");

    /// <summary>Adds plots.</summary>
    public HtmlPage Plots(IReadOnlyList<Plot> plots, int columns) =>
        Add($"<div class=\"wide\">{SvgDocument.Of(plots, columns)}</div>");

    /// <summary>Adds a table.</summary>
    public HtmlPage Table(IEnumerable<string> headings, IEnumerable<IEnumerable<string>> rows)
    {
        Add("<div class=\"wide\"><table>");
        AddRow("th", headings);
        foreach (var row in rows)
            AddRow("td", row);
        return Add("</table></div>");
    }

    /// <summary>The page as HTML.</summary>
    public override string ToString()
    {
        var name = WebUtility.HtmlEncode(title);
        return $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>
            <style>
            {Style}
            </style></head>
            <body>
            <h1>{name}</h1>
            {_body}</body>
            </html>

            """;
    }

    private void AddRow(string cell, IEnumerable<string> values) =>
        Add($"<tr>{string.Concat(values.Select(value => $"<{cell}>{WebUtility.HtmlEncode(value)}</{cell}>"))}</tr>");

    private HtmlPage Add(string html)
    {
        _body.Append(html).Append('\n');
        return this;
    }
}
