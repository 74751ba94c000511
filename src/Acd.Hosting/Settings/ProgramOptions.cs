using System.Collections;

namespace Acd.Hosting;

/// <summary>An option of a program's command line.</summary>
/// <param name="Name">How it is given: <c>--port</c>.</param>
/// <param name="Value">What stands behind it, on the page that tells of it: <c>PORT</c>.</param>
/// <param name="Setting">The setting that it makes, without the section.</param>
/// <param name="About">What it is for, in a few words, with the value that it has by itself.</param>
public sealed record ProgramOption(string Name, string Value, string Setting, string About);

/// <summary>The options that a program of the center knows, and what arguments and the environment make of them.</summary>
/// <param name="section">The section of the settings that they are in.</param>
/// <param name="known">The options.</param>
public sealed class ProgramOptions(string section, IReadOnlyList<ProgramOption> known)
{
    private const string Prefix = "ACD_";

    /// <summary>A line for each option, and one for <c>--help</c>, each with an end of line.</summary>
    public string Describe() => string.Concat(
        known.Select(option => Line(option.Name + " " + option.Value, option.About)).Append(Line("--help", "this page")));

    /// <summary>The settings that the arguments make.</summary>
    /// <param name="args">The arguments: <c>--name value</c> or <c>--name=value</c>.</param>
    /// <param name="wrong">What is wrong with them, if anything is.</param>
    public Dictionary<string, string?> Parse(IReadOnlyList<string> args, out string? wrong)
    {
        wrong = null;
        var settings = new Dictionary<string, string?>();
        for (var i = 0; i < args.Count && wrong is null; i++)
        {
            var parts = args[i].Split('=', 2);
            var option = known.FirstOrDefault(option => option.Name == parts[0]);
            if (option is null)
                wrong = $"There is no option {parts[0]}.";
            else if (parts.Length == 1 && i + 1 == args.Count)
                wrong = $"The option {option.Name} needs a {option.Value}.";
            else
                settings[$"{section}:{option.Setting}"] = parts.Length == 2 ? parts[1] : args[++i];
        }

        return settings;
    }

    /// <summary>
    /// The settings that <c>ACD_…</c> environment variables make: <c>__</c> goes a level down, <c>_</c> joins words.
    /// </summary>
    public Dictionary<string, string?> FromEnvironment(IDictionary environment)
    {
        var settings = new Dictionary<string, string?>();
        foreach (DictionaryEntry variable in environment)
        {
            if (variable.Key is not string name || !name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            var path = name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)
                .Replace("_", "", StringComparison.Ordinal);
            settings[$"{section}:{path}"] = (string?)variable.Value;
        }

        return settings;
    }

    private static string Line(string option, string about) => $"  {option,-28}{about}\n";
}
