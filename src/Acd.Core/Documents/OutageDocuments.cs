namespace Acd.Core;

/// <summary>When the center last served. The host writes it with its commits. Its name is <c>center:alive</c>.</summary>
/// <param name="At">The center's time.</param>
public sealed record AliveDocument(Timestamp At);

/// <summary>The grace of callers after an outage. Its name is <c>center:grace</c>.</summary>
/// <param name="Until">When it ends.</param>
public sealed record GraceDocument(Timestamp Until);
