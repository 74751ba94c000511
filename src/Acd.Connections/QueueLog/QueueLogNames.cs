using Acd.Core;

namespace Acd.Connections;

/// <summary>Which event of Asterisk an event of the center is, where it depends on the cause.</summary>
internal static class QueueLogNames
{
    /// <summary>How a contact leaves its line by a step of its plan or by a limit.</summary>
    public static string ExitOf(StepCause cause) =>
        cause is StepCause.JoinEmpty or StepCause.LeaveWhenEmpty ? "EXITEMPTY" : "EXITWITHTIMEOUT";

    /// <summary>How a talk ends.</summary>
    public static string CompletionOf(ContactEvent ended) =>
        ended is WrapUpStarted { EndedBy: Party.Customer } or ContactClosed { EndedBy: Party.Customer }
            ? "COMPLETECALLER"
            : "COMPLETEAGENT";
}
