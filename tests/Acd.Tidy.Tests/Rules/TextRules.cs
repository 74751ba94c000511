using System.Text.RegularExpressions;

namespace Acd.Tidy.Tests;

/// <summary>What stands in texts, and what must not.</summary>
internal static partial class TextRules
{
    /// <summary>Unfinished business, and one machine's folders.</summary>
    public static IEnumerable<Finding> CheckWords(SourceFile file)
    {
        foreach (var (index, line) in file.Lines.Index())
        {
            foreach (Match word in Unfinished().Matches(line))
                yield return file.At(index + 1, $"“{word.Value}” is for unfinished work; finish it, or file an issue.");
            foreach (Match word in Machine().Matches(line))
                yield return file.At(index + 1, $"“{word.Value}” is one machine's; write what holds on every machine.");
            if (!file.IsA(".md"))
                continue;
            foreach (Match word in Folder().Matches(line))
                yield return file.At(index + 1, $"“{word.Value}” is an absolute path; write it from the repository's root.");
        }
    }

    /// <summary>A link to a file of the repository finds it.</summary>
    public static IEnumerable<Finding> CheckLinks(SourceFile file, Func<string, bool> exists)
    {
        var fenced = false;
        foreach (var (index, line) in file.Lines.Index())
        {
            fenced ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            foreach (var target in fenced ? [] : Link().Matches(line).Select(link => link.Groups["to"].Value))
            {
                var path = target.Split('#')[0];
                if (path.Length > 0 && !Elsewhere().IsMatch(target) && !exists(Resolve(file.Path, path)))
                    yield return file.At(index + 1, $"The link to {target} leads nowhere in the repository.");
            }
        }
    }

    // A link that leaves the repository resolves to a path that is not in it.
    private static string Resolve(string from, string to)
    {
        const string Here = "/repository/";
        var full = Path.GetFullPath(Path.Combine(Here, Path.GetDirectoryName(from)!, Uri.UnescapeDataString(to)));
        return full.StartsWith(Here, StringComparison.Ordinal) ? full[Here.Length..].TrimEnd('/') : full;
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.:/])/(root|home|Users)/\w+")]
    private static partial Regex Machine();

    [GeneratedRegex(@"(?<![\w.:/])/(tmp|var|usr|mnt|opt)/\w+")]
    private static partial Regex Folder();

    [GeneratedRegex(@"(?<!`)\[[^\]]*\]\(<?(?<to>[^)\s>]+)>?[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
