using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

// A .NET service beside a cluster: it queues a call by Orleans, without HTTP, and prints the call's events until it is closed.
// dotnet run -- 127.0.0.1:6379 call-1
var (redis, call) = args is [var address, var id] ? (address, id) : ("127.0.0.1:6379", "call-1");
var builder = Host.CreateApplicationBuilder();
builder.Services.AddAcdClient(client => client.Redis = ConfigurationOptions.Parse(redis));
using var host = builder.Build();
await host.StartAsync();

// The command's id makes it the same call however often it is sent, as while the cluster cannot be reached.
var center = host.Services.GetRequiredService<IContactCenter>();
var command = new EnqueueContact(new ContactId(call));
Reply reply;
while ((reply = await center.SendAsync(command)) is Refusal { Kind: RefusalKind.Unavailable or RefusalKind.Busy })
    await Task.Delay(TimeSpan.FromMilliseconds(200));
Console.WriteLine(reply is ContactReply queued ? $"{call} is {queued.Contact.State}" : $"{call}: {reply}");

await foreach (var next in center.SubscribeAsync(agent: null, after: 0))
{
    if (next is not ContactEvent happened || happened.Contact != command.Contact) continue;
    Console.WriteLine($"{happened.Sequence}: {happened.GetType().Name}");
    if (happened is ContactClosed) break;
}

await host.StopAsync();
