namespace Acd.Simulator;

/// <summary>
/// The test of the Redis and Kamailio talk: 3,600 contacts enter within a minute, then agents log in, up to 2,000; each contact
/// lasts five minutes, and for each that is over another one enters, so that it goes on.
/// </summary>
public static class RedisKamailioScenario
{
    /// <summary>How many contacts are in the center, waiting or talking.</summary>
    public const int Contacts = 3_600;

    /// <summary>How many agents log in.</summary>
    public const int Agents = 2_000;

    /// <summary>The time in which the first contacts enter, and after which agents log in.</summary>
    public static readonly TimeSpan Entering = TimeSpan.FromMinutes(1);

    /// <summary>How long a contact lasts, once it is answered.</summary>
    public static readonly TimeSpan Talk = TimeSpan.FromMinutes(5);

    /// <summary>The same as load on a gateway.</summary>
    /// <param name="options">What is not the scenario's: connections, seed.</param>
    /// <param name="length">How long it goes on, by the scenario's own time.</param>
    /// <param name="speed">How many times as fast as that time passes.</param>
    public static LoadOptions ToLoadOptions(LoadOptions options, TimeSpan length, double speed) => options with
    {
        Closed = Contacts,
        Agents = Agents,
        Talk = Talk / speed,
        Entering = Entering / speed,
        Duration = length / speed,
        WarmUp = TimeSpan.Zero,

        // At the end those who still wait are served, a few talks after one another.
        Drain = (Talk / speed) + options.Drain,
    };
}
