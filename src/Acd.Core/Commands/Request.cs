namespace Acd.Core;

/// <summary>What a caller may ask of the center. Everything a request holds is immutable.</summary>
public abstract record Request;

/// <summary>A request that may change something. Repeated with the same ids it changes nothing more.</summary>
public abstract record Command : Request;

/// <summary>A request that changes nothing. Its answer shows only what the store has.</summary>
public abstract record Query : Request;
