using Acd.Core;
using Acd.Gateway;
using Acd.Hosting;
using Acd.Server;

// A contact center inside an application of your own. The settings are in the section "Acd" of the configuration:
// dotnet run -- --Acd:Store=sqlite:center.db --Acd:Port=8000
var builder = WebApplication.CreateBuilder(args);
builder.AddAcd();

var app = builder.Build();
app.MapAcd();
app.UseAcdUrls();

// The application's own code sends commands to the center without HTTP. Its routes are for supervisors unless they say more.
app.MapPost("/support/{customer}", async (string customer, IContactCenter center, CancellationToken cancel) =>
    await center.SendAsync(new EnqueueContact(new ContactId($"support-{customer}")), cancel) switch
    {
        ContactReply reply => Results.Ok(new { waiting = reply.Contact.Id.Value }),
        Refusal refusal => Results.Problem(refusal.Message),
        _ => Results.Ok(),
    });

await app.RunAsync();
