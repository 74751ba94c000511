using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The handlers of agents' devices, and of what other systems report of agents' presence.</summary>
internal sealed class DeviceRoutes(IAgentDevices devices)
{
    public ValueTask<Reply> List(HttpContext http) => http.TryGetId<AgentId>("id", out var agent, out var invalid)
        ? devices.ListAsync(agent, http.RequestAborted)
        : new(invalid);

    public ValueTask<Reply> Connect(HttpContext http) => Send(http, devices.ConnectAsync);

    public ValueTask<Reply> Renew(HttpContext http) => Send(http, devices.RenewAsync);

    public ValueTask<Reply> Disconnect(HttpContext http) => Send(http, devices.DisconnectAsync);

    public async ValueTask<Reply> Report(HttpContext http)
    {
        if (!http.TryGetId<AgentId>("id", out var agent, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, PresenceReportBody.Schema);
        return refusal ?? await devices.ReportAsync(
            new PresenceReport(agent, body.Source, body.Sequence, body.Presence, body.Reason), http.RequestAborted);
    }

    private static async ValueTask<Reply> Send(
        HttpContext http, Func<AgentId, string, CancellationToken, ValueTask<Reply>> send)
    {
        if (!http.TryGetId<AgentId>("id", out var agent, out var invalid)
            || !http.TryGetId<DeviceId>("device", out var device, out invalid))
            return invalid;
        var (_, refusal) = await RequestBodyReader.ReadAsync(http, EmptyBody.Schema);
        return refusal ?? await send(agent, device.Value, http.RequestAborted);
    }

    /// <summary>A device's id in a path.</summary>
    private readonly record struct DeviceId(string Value) : IId<DeviceId>
    {
        public static DeviceId Of(string value) => new(value);
    }
}

internal static class DeviceRouteExtensions
{
    public static void MapDevices(this IEndpointRouteBuilder app)
    {
        const string Unknown = "The agent is unknown.";
        var noSuch = Refusals.AgentUnknown(new("anna"));
        var routes = new DeviceRoutes(app.ServiceProvider.GetRequiredService<IAgentDevices>());
        var agents = app.MapGroup("/v1/agents/{id}").WithTags("Agents");

        agents.MapGet("devices", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.OwnOrRead("id"))
            .WithOperation("listDevices", "Returns the devices of an agent that are connected.")
            .ProducesReply(200, ResponseSchema.Devices).ProducesRefusal(404, Unknown, noSuch);
        agents.MapPost("devices/{device}/connect", ReplyHandler.Create(routes.Connect))
            .RequireAuthorization(AccessPolicy.OwnOrReport("id"))
            .WithOperation("connectDevice", "Connects a device of an agent. One that is connected stays so.")
            .AcceptsBody(EmptyBody.Schema).ProducesReply(200, ResponseSchema.Devices).ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The agent has too many devices.", AgentRefusals.TooManyDevices);
        agents.MapPost("devices/{device}/heartbeat", ReplyHandler.Create(routes.Renew))
            .RequireAuthorization(AccessPolicy.OwnOrReport("id"))
            .WithOperation("renewDevice",
                "Reports that a device is alive, and its agent with it. A device is forgotten after 90 s of silence.")
            .AcceptsBody(EmptyBody.Schema).ProducesReply(200, ResponseSchema.Devices)
            .ProducesRefusal(404, "The agent is unknown, or the device is not connected.", AgentRefusals.DeviceUnknown("laptop"))
            .ProducesRefusal(409, "The agent is offline.", Refusals.AgentOffline(new("ann")));
        agents.MapPost("devices/{device}/disconnect", ReplyHandler.Create(routes.Disconnect))
            .RequireAuthorization(AccessPolicy.OwnOrReport("id"))
            .WithOperation("disconnectDevice", "Disconnects a device of an agent. One that is not connected is no error.")
            .AcceptsBody(EmptyBody.Schema).ProducesReply(200, ResponseSchema.Devices).ProducesRefusal(404, Unknown, noSuch);
        agents.MapPost("presence-reports", ReplyHandler.Create(routes.Report))
            .RequireAuthorization(AccessPolicy.OwnOrReport("id"))
            .WithOperation("reportPresence",
                "Takes in what another system reports of an agent's presence, in the order of that system's numbers. "
                + "A late report changes nothing; the response says so in applied.")
            .AcceptsBody(PresenceReportBody.Schema).ProducesReply(200, ResponseSchema.PresenceReport)
            .ProducesRefusal(404, Unknown, noSuch);
    }
}
