using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Acd.Simulator;

/// <summary>An option of several numbers with commas between them.</summary>
public static class ListOption
{
    /// <summary>Makes one; a number out of the range, and what is none, is refused.</summary>
    public static Option<T[]> Of<T>(string name, string about, IEnumerable<T> otherwise, T least, T greatest)
        where T : struct, INumber<T> => new(name)
        {
            Description = about,
            DefaultValueFactory = _ => [.. otherwise],
            CustomParser = result =>
            {
                var numbers = new List<T>();
                foreach (var text in result.Tokens[0].Value.Split(','))
                {
                    if (!T.TryParse(text, CultureInfo.InvariantCulture, out var value) || !(value >= least && value <= greatest))
                    {
                        result.AddError(string.Create(
                            CultureInfo.InvariantCulture, $"{name} must be numbers of {least} to {greatest}, such as 1,2,3."));
                        return [];
                    }

                    numbers.Add(value);
                }

                return [.. numbers];
            },
        };
}
