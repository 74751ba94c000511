using System.Text;
using System.Text.RegularExpressions;

namespace Acd.Conventions.Tests;

/// <summary>Sentences that a reader of the code could not make out, and that must not come back.</summary>
internal static partial class SentenceRules
{
    public static readonly string[] Refused =
    [
        "More requests wait than are let wait",
        "whoever is not named here has nobody new to go with",
        "the first by rank is offered to whom its queue's strategy picks of them",
        "a change costs what its readers would have paid anyway",
        "Whose contact it is, is checked where the command is carried out",
        "Number, time and whereabouts are put on every event in one place",
        "Whether it lands all the same shows when the documents are loaded again",
        "deadlines that move away are cheap so",
        "Lets happen what is due, then carries a command out",
        "nobody waits for them but who asks for figures",
        "each as it is at some moment of the reading",
        "a cursor by rank would miss whom a priority moves",
        "Whoever takes over must be told the same; a change of kind is a restart",
        "What a caller was not told may have happened or not",
        "Nobody knows who asks",
    ];

    /// <summary>No text has one of them, broken into lines of a comment or not.</summary>
    public static IEnumerable<Finding> CheckSentences(SourceFile file)
    {
        var starts = new List<int>();
        var joined = new StringBuilder();
        foreach (var line in file.Lines.Select(line => CommentMark().Replace(line, "").Trim()))
        {
            starts.Add(joined.Length);
            if (line.Length > 0)
                joined.Append(line).Append(' ');
        }

        var text = joined.ToString();
        foreach (var sentence in Refused)
        {
            var at = text.IndexOf(sentence, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
                yield return file.At(
                    starts.FindLastIndex(start => start <= at) + 1, $"“{sentence}” cannot be made out; reword it.");
        }
    }

    [GeneratedRegex(@"^\s*(///?|#+|--|\*|>)")]
    private static partial Regex CommentMark();
}
