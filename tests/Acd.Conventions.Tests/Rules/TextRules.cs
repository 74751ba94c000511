using System.Text.RegularExpressions;

namespace Acd.Conventions.Tests;

/// <summary>What stands in texts, and what must not.</summary>
internal static partial class TextRules
{
    /// <summary>Unfinished work, folders and package feeds of one machine, and words of a build that is gone.</summary>
    public static IEnumerable<Finding> CheckWords(SourceFile file)
    {
        foreach (var (index, line) in file.Lines.Index())
        {
            foreach (Match word in Unfinished().Matches(line))
                yield return file.At(index + 1, $"“{word.Value}” is for unfinished work; finish it, or file an issue.");
            foreach (Match word in Machine().Matches(line))
                yield return file.At(index + 1, $"“{word.Value}” is one machine's; write what holds on every machine.");
            foreach (Match word in Feed().Matches(line))
                yield return file.At(index + 1, $"“{word.Value}” is a package feed; leave feeds to the machine's settings.");
            foreach (Match word in SecondBuild().Matches(line))
                yield return file.At(index + 1, $"“{word.Value}” speaks of a second build; there is one.");
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

    [GeneratedRegex(@"(?<![\w.:/])/(root|home|Users|work|tmp)/\w+")]
    private static partial Regex Machine();

    [GeneratedRegex(
        @"\b(nuget\.org|myget\.org|pkgs\.dev\.azure\.com|nuget\.pkg\.github\.com|v3/index\.json)\b"
        + @"|<packageSources>|\bRestore\w*Sources\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Feed();

    [GeneratedRegex(
        @"\b(cluster|default|plain|other|second) build\b|\b(two|both) builds\b|\bbuil(t without the cluster|d of its own)\b"
        + @"|-p:Cluster\b|\$\(Cluster\)|^\s*#if !?CLUSTER\b|\b(bin|obj)/cluster\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecondBuild();

    [GeneratedRegex(@"(?<![\w.:/])/(var|usr|mnt|opt)/\w+")]
    private static partial Regex Folder();

    [GeneratedRegex(@"(?<!`)\[[^\]]*\]\(<?(?<to>[^)\s>]+)>?[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
