namespace Acd.Simulator;

/// <summary>What became of one contact of the scenario.</summary>
public sealed class ScenarioContactResult(int number, ScenarioContact contact)
{
    /// <summary>Its number, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The contact.</summary>
    public ScenarioContact Contact { get; } = contact;

    /// <summary>Its key, once the center has acknowledged it.</summary>
    public string? Key { get; set; }

    /// <summary>Who took it, once somebody has.</summary>
    public Assignment? Assignment { get; set; }

    /// <summary>How many agents have had it.</summary>
    public int TimesAssigned { get; set; }

    /// <summary>Whether it came to its end.</summary>
    public bool Completed { get; set; }
}
