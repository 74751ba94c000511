namespace Acd.Core;

/// <summary>The reasons of an agent that is not ready because it did not take an offer.</summary>
internal static class SetAsideReasons
{
    public const string RingNoAnswer = "ringNoAnswer", Declined = "declined", DeviceUnreachable = "deviceUnreachable";

    public static bool Contains(string? reason) => reason is RingNoAnswer or Declined or DeviceUnreachable;
}
