namespace Acd.Core;

/// <summary>
/// The bounds of what a command may bring. Past them it is refused with a code that names the field and the limit.
/// </summary>
public static class Limits
{
    /// <summary>The greatest number of skills that a contact may need.</summary>
    public const int SkillsPerContact = 32;

    /// <summary>The greatest number of skills that an agent may have.</summary>
    public const int SkillsPerAgent = 64;

    /// <summary>The lowest and the greatest level of a skill.</summary>
    public const int MinLevel = 1, MaxLevel = 10;

    /// <summary>The lowest and the greatest priority.</summary>
    public const int MinPriority = 0, MaxPriority = 9;

    /// <summary>The greatest size of a contact's attributes as JSON, in bytes of UTF-8.</summary>
    public const int AttributesBytes = 4096;

    /// <summary>The greatest number of attributes that contacts are searched by at once.</summary>
    public const int SearchedAttributes = 8;

    /// <summary>The greatest length of a name or a description, in characters.</summary>
    public const int NameLength = 256;

    /// <summary>The greatest length of a reason, in characters.</summary>
    public const int ReasonLength = 64;

    /// <summary>The greatest capacity of an agent, and the greatest cost of a contact.</summary>
    public const int MaxCapacity = 10_000;

    /// <summary>The greatest number of channels that a center, or an agent's settings, may name.</summary>
    public const int Channels = 16;

    /// <summary>How many past offers a contact's document keeps, newest last.</summary>
    public const int PastOffersKept = 16;

    /// <summary>The greatest number of skills that a center describes.</summary>
    public const int DescribedSkills = 1000;

    /// <summary>The greatest number of rows in one page of a list.</summary>
    public const int PageSize = 1000;

    /// <summary>The greatest number of queues, and of gates.</summary>
    public const int Queues = 1000, Gates = 10_000;

    /// <summary>The greatest number of steps in a plan.</summary>
    public const int PlanSteps = 16;

    /// <summary>How often a contact is moved in one go before it is closed as overflowed.</summary>
    public const int MovesAtOnce = 8;

    /// <summary>The greatest number of agents to whom a contact is offered at once.</summary>
    public const int OffersAtOnce = 50;

    /// <summary>How many callers are remembered in case they come back; past it the first to be forgotten goes.</summary>
    public const int ReturnsKept = 100_000;

    /// <summary>The greatest number of spans in a week's opening hours, and of holidays.</summary>
    public const int WeeklySpans = 64, Holidays = 400;

    /// <summary>After how many events the boards' documents are written, where nothing else is said.</summary>
    public const int StatisticsFlushEvery = 32_768;

    /// <summary>The longest time of which statistics are asked at once.</summary>
    public static readonly TimeSpan StatsSpan = TimeSpan.FromDays(2);

    /// <summary>The greatest length of a caller's id or of a number, in characters.</summary>
    public const int CallerIdLength = 64;
}
