namespace Acd.Connections.Tests;

/// <summary>Tests have a long form, with <c>ACD_LONG_TESTS=1</c>: the same with more, and what it measured is written.</summary>
internal static class LongForm
{
    private static readonly bool IsOn = Environment.GetEnvironmentVariable("ACD_LONG_TESTS") == "1";

    /// <summary>The size of the long form, or of the short one.</summary>
    public static int Or(int longForm, int shortForm) => IsOn ? longForm : shortForm;

    /// <summary>Writes a figure of the long form.</summary>
    public static void Write(string figure)
    {
        if (IsOn) TestContext.Current.TestOutputHelper?.WriteLine(figure);
        if (IsOn) File.AppendAllLines(Path.Combine(AppContext.BaseDirectory, "long-form.txt"), [figure]);
    }
}
