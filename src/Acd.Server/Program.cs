using System.CommandLine;
using Acd.Server;

var root = new RootCommand("Acd, an automatic call distributor for contact centers.");
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(SipCommand.Create());
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync(new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,

    // The host handles signals; it has its own time to stop.
    ProcessTerminationTimeout = null,
});
return parsed.Errors.Count > 0 ? ExitCodes.WrongUse : code;
