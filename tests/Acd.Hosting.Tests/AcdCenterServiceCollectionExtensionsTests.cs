using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Acd.Hosting.Tests;

public sealed class AcdCenterServiceCollectionExtensionsTests
{
    [Fact]
    public async Task An_application_stops_when_its_center_has_stopped_for_good()
    {
        var time = new ManualTime();
        var store = new FaultyStore(new TestDatabase(time)) { BreaksLoading = true };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IStore>(store);
        builder.Services.AddAcdCenter(options => options.MaxFaults = 1);
        using var application = builder.Build();
        var failure = application.Services.GetRequiredService<CenterFailure>();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        Assert.False(failure.HasHappened);

        await application.StartAsync().OrTimeout("the start");

        await failure.WhenFailed.OrTimeout("the failure");
        await stopping.Task.OrTimeout("the application's stop");
        Assert.True(application.Services.GetRequiredService<EngineHost>().HasGivenUp);
        await application.StopAsync().OrTimeout("the stop");
    }

    [Fact]
    public async Task An_application_that_cannot_start_takes_no_lease()
    {
        var time = new ManualTime();
        var database = new TestDatabase(time);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IStore>(new FaultyStore(database));
        builder.Services.AddAcdCenter();
        builder.Services.AddHostedService<TakenPort>();
        using var application = builder.Build();

        await Assert.ThrowsAsync<IOException>(() => application.StartAsync());

        Assert.Equal(0, database.Epoch);
        Assert.Equal(CenterStatus.Starting, application.Services.GetRequiredService<IContactCenter>().Status);
    }

    private sealed class TakenPort : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new IOException("The port is taken.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [Fact]
    public async Task A_center_starts_and_stops_with_its_application()
    {
        var time = new ManualTime();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IStore>(new FaultyStore(new TestDatabase(time)));
        builder.Services.AddAcdCenter(options => options.MaxBatch = 7);
        using var application = builder.Build();
        var center = application.Services.GetRequiredService<IContactCenter>();
        Assert.Same(application.Services.GetRequiredService<EngineHost>(), center);

        var active = new TaskCompletionSource();
        application.Services.GetRequiredService<EngineHost>().StatusChanged += _ => active.TrySetResult();
        await application.StartAsync().OrTimeout("the start");
        await active.Task.OrTimeout("the first status");
        Assert.Equal(CenterStatus.Active, center.Status);
        await application.StopAsync().OrTimeout("the stop");
        Assert.Equal(CenterStatus.Stopped, center.Status);
    }

    [Fact]
    public async Task Wrong_options_stop_the_applications_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IStore>(new FaultyStore(new TestDatabase(TimeProvider.System)));
        builder.Services.AddAcdCenter(options => options.MaxBatch = 0);
        using var application = builder.Build();
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => application.StartAsync());
        Assert.Contains("MaxBatch", wrong.Message, StringComparison.Ordinal);
    }
}
