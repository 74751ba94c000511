namespace Acd.Core;

/// <summary>
/// The key by which a command may be repeated. While the key is remembered, the same command is answered as the first time, and
/// another one with the key is refused.
/// </summary>
/// <param name="Key">The key, 1 to 64 characters of an identifier, unique to its client.</param>
/// <param name="Body">A hash of the whole request, which tells a repetition from another request, 1 to 64 characters.</param>
public sealed record RequestKey(string Key, string Body);
