using Acd.Benchmarks;

return args switch
{
    ["matching", .. var sizes] => await MatchingCommand.RunAsync(sizes),
    ["zinter"] => await RedisMatchingCommand.RunAsync(),
    ["life", .. var stores] => await LifeCommand.RunAsync(stores),
    ["load"] => await LoadCommand.RunAsync(),
    ["load", var url] => await LoadCommand.LoadAsync(url),
    ["cluster"] => await ClusterCommand.RunAsync(),
    ["http"] => await HttpCommand.RunAsync(),
    ["serve-direct", var store, var port] => await DirectServer.RunAsync(store, port),
    ["simulator"] => await SimulatorCommand.RunAsync(),
    _ => Usage.Show(),
};
