namespace Acd.Core;

/// <summary>A request to the center. Requests are immutable.</summary>
public abstract record Request;

/// <summary>A request that may change the center. Repeated with the same ids it changes nothing more.</summary>
public abstract record Command : Request;

/// <summary>A request that changes nothing. Its reply shows only stored state.</summary>
public abstract record Query : Request;
