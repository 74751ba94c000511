using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Acd.Simulator;

/// <summary>Options of several commands.</summary>
public static class SharedOptions
{
    /// <summary>Whether results are JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write the results as JSON on standard output." };

    /// <summary>The gateway's address.</summary>
    public static Option<Uri> Url() => new("--url")
    {
        Description = "The gateway's address.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:8000"),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp)
                return url;
            result.AddError($"--url must be an address such as http://127.0.0.1:8000, not {text}.");
            return null;
        },
    };

    /// <summary>A supervisor's API key.</summary>
    public static Option<string?> Key() => new("--key")
    {
        Description = "A supervisor's API key, if the gateway has keys; by default the value of ACD_KEY.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ACD_KEY"),
    };

    /// <summary>The seed of the random choices.</summary>
    public static Option<int?> Seed() => new("--seed") { Description = "The seed of the random choices." };

    /// <summary>An option with a default value.</summary>
    public static Option<T> Number<T>(string name, string description, T defaultValue) where T : struct =>
        new(name) { Description = description, DefaultValueFactory = _ => defaultValue };

    /// <summary>Refuses a value that is not a number or is out of a range.</summary>
    public static Option<T> Within<T>(this Option<T> option, T min, T max) where T : struct, INumber<T>
    {
        option.CustomParser = result =>
        {
            var isNumber = T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value);
            if (isNumber && value >= min && value <= max)
                return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {min} to {max}."));
            return default;
        };
        return option;
    }
}

/// <summary>An option with several numbers, separated by commas.</summary>
public static class ListOption
{
    /// <summary>Makes an option that refuses a value that is not a number or is out of a range.</summary>
    public static Option<T[]> Of<T>(string name, string description, IEnumerable<T> defaultValue, T min, T max)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => [.. defaultValue],
            CustomParser = result =>
            {
                var numbers = new List<T>();
                foreach (var text in result.Tokens[0].Value.Split(','))
                {
                    if (!T.TryParse(text, CultureInfo.InvariantCulture, out var value) || !(value >= min && value <= max))
                    {
                        result.AddError(string.Create(
                            CultureInfo.InvariantCulture, $"{name} must be numbers of {min} to {max}, such as 1,2,3."));
                        return [];
                    }

                    numbers.Add(value);
                }

                return [.. numbers];
            },
        };
}
