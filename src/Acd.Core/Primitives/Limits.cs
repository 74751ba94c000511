namespace Acd.Core;

/// <summary>The limits of requests. Beyond a limit a request is refused with a code, the field and the limit.</summary>
public static class Limits
{
    /// <summary>The most skills that a contact may require.</summary>
    public const int SkillsPerContact = 32;

    /// <summary>The most skills that an agent may have.</summary>
    public const int SkillsPerAgent = 64;

    /// <summary>The lowest and highest level of a skill.</summary>
    public const int MinLevel = 1, MaxLevel = 10;

    /// <summary>The lowest and highest priority.</summary>
    public const int MinPriority = 0, MaxPriority = 9;

    /// <summary>The largest attributes of a contact as JSON, in bytes of UTF-8.</summary>
    public const int AttributesBytes = 4096;

    /// <summary>The most attributes in one search of contacts.</summary>
    public const int SearchedAttributes = 8;

    /// <summary>The longest name or description, in characters.</summary>
    public const int NameLength = 256;

    /// <summary>The longest reason, in characters.</summary>
    public const int ReasonLength = 64;

    /// <summary>The most reasons of an agent's not ready time in a quarter hour. Further ones count together.</summary>
    public const int ReasonsPerSlot = 32;

    /// <summary>The largest capacity of an agent and cost of a contact.</summary>
    public const int MaxCapacity = 10_000;

    /// <summary>The most channels of a center or an agent's profile.</summary>
    public const int Channels = 16;

    /// <summary>The most ended offers in a contact's document. The newest stay.</summary>
    public const int PastOffersKept = 16;

    /// <summary>The most skill descriptions of a center.</summary>
    public const int DescribedSkills = 1000;

    /// <summary>The largest page of a list.</summary>
    public const int PageSize = 1000;

    /// <summary>The most contacts of a list of those that an agent may pick.</summary>
    public const int PickableContacts = 100;

    /// <summary>The most queues and the most gates.</summary>
    public const int Queues = 1000, Gates = 10_000;

    /// <summary>The most steps of a plan.</summary>
    public const int PlanSteps = 16;

    /// <summary>The most moves of a contact in one command or deadline. It is then closed as overflowed.</summary>
    public const int MovesAtOnce = 8;

    /// <summary>The most agents that a contact is offered to at once.</summary>
    public const int OffersAtOnce = 50;

    /// <summary>The most abandoned places that are remembered. Beyond it the first to expire is removed.</summary>
    public const int ReturnsKept = 100_000;

    /// <summary>The most spans of weekly opening hours and the most holidays.</summary>
    public const int WeeklySpans = 64, Holidays = 400;

    /// <summary>The default for the most events between two writes of the statistics documents.</summary>
    public const int StatisticsFlushEvery = 32_768;

    /// <summary>The longest time of one statistics query.</summary>
    public static readonly TimeSpan StatsSpan = TimeSpan.FromDays(2);

    /// <summary>The most rules of a queue for contacts whose agent is gone: one for each channel and one for others.</summary>
    public const int AgentGoneRules = Channels + 1;

    /// <summary>The most days for which a contact is parked.</summary>
    public const int ParkedDays = 30;

    /// <summary>The longest caller id or number, in characters.</summary>
    public const int CallerIdLength = 64;

    /// <summary>The most keys of requests that are remembered. Beyond it the first to expire is forgotten.</summary>
    public const int RequestsKept = 1_000_000;

    /// <summary>The most agents and open contacts in one view of the center. The answer is some 20 MB then.</summary>
    public const int SnapshotSize = 20_000;

    /// <summary>The characters of a text that agents are searched by.</summary>
    public const int SearchLength = 64;

    /// <summary>The longest disposition and note of a contact, in characters.</summary>
    public const int DispositionLength = 64, ContactNoteLength = 1_000;

    /// <summary>The most reasons for not ready.</summary>
    public const int NotReadyReasons = 100;

    /// <summary>The longest grace after an outage, in seconds.</summary>
    public const int GraceAfterOutageSeconds = 300;

    /// <summary>The most contacts of a channel that ring at one agent at once.</summary>
    public const int MaxOffers = 50;

    /// <summary>The most contacts for which agents keep room at once.</summary>
    public const int RoomsKept = 100;

    /// <summary>The longest wrap-up, and the longest extension of one, in seconds.</summary>
    public const int WrapUpSeconds = 3600;
}
