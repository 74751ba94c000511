using Acd.Simulator;

return await Cli.InvokeAsync(
    args, RunCommand.Create(), LoadCommand.Create(), ReplayCommand.Create(), TheoryCommand.Create(), StaffCommand.Create());
