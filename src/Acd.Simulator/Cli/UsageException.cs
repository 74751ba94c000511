namespace Acd.Simulator;

/// <summary>
/// What was asked for cannot be done as it was asked; the message says why in words for the one who typed it.
/// </summary>
public sealed class UsageException(string message) : Exception(message);
