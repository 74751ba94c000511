using Acd.Simulator;
using Acd.Simulator.Verify;

return await Cli.InvokeAsync(
    args, RunCommand.Create(), LoadCommand.Create(), ReplayCommand.Create(), VerifyCommand.Create(),
    TheoryCommand.Create(), StaffCommand.Create(), TrafficCommand.Create());
