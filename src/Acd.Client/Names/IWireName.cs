namespace Acd.Client;

/// <summary>
/// A name of a fixed set, which may grow: a value that this version does not know is kept as it is.
/// </summary>
/// <typeparam name="TSelf">The name's own type.</typeparam>
public interface IWireName<TSelf> where TSelf : struct, IWireName<TSelf>
{
    /// <summary>The name as it is in JSON.</summary>
    string Value { get; }

    /// <summary>The name of this text.</summary>
    static abstract TSelf Of(string value);
}
