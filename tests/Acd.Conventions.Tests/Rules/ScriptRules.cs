using System.Diagnostics;

namespace Acd.Conventions.Tests;

/// <summary>What shell scripts keep to.</summary>
internal static class ScriptRules
{
    public static bool IsScript(SourceFile file) =>
        file.IsA(".sh") || file.Text.StartsWith("#!", StringComparison.Ordinal);

    /// <summary>A script stops at the first error, and comes with an interpreter.</summary>
    public static IEnumerable<Finding> CheckHeads(SourceFile file)
    {
        if (file.Lines[0] != "#!/usr/bin/env bash")
            yield return file.At(1, "Begin the script with #!/usr/bin/env bash.");
        if (!file.Lines.Contains("set -euo pipefail"))
            yield return file.At(1, "Let the script stop at errors: set -euo pipefail.");
    }

    /// <summary>It may be run; a system without such modes has nothing to say.</summary>
    public static IEnumerable<Finding> CheckModes(SourceFile file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(RepositoryRoot.Full(file.Path)).HasFlag(UnixFileMode.UserExecute)
            ? []
            : [file.At(1, "The script is not executable; chmod +x.")];

    /// <summary>bash can read it.</summary>
    public static IEnumerable<Finding> CheckSyntax(SourceFile file)
    {
        var start = new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true };
        using var bash = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        bash.StandardInput.Write(file.Text);
        bash.StandardInput.Close();
        var errors = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        return bash.ExitCode == 0 ? [] : [file.At(1, $"bash cannot read it: {errors.Trim()}")];
    }
}
