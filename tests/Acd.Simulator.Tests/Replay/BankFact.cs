namespace Acd.Simulator.Tests;

/// <summary>
/// A test on the Anonymous Bank's calls, which are not part of the repository; it is skipped where they are not beside it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BankFactAttribute : FactAttribute
{
    public static readonly string? Folder = BankDataFolder.Find(AppContext.BaseDirectory);

    public BankFactAttribute()
    {
        if (Folder is null)
            Skip = "The folder shared/data/anonymous-bank is not here: it lies beside the project, where it lies at all.";
    }

    public static string September => Path.Combine(Folder!, "calls_1999_09.csv.gz");
}
