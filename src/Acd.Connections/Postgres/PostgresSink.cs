using Acd.Core;
using Npgsql;

namespace Acd.Connections;

/// <summary>
/// Brings events to PostgreSQL. Rows and progress are written in one transaction, which fails where another exporter has brought
/// the same events. So each event is there once, whatever ends in between.
/// </summary>
/// <param name="options">The settings.</param>
internal sealed class PostgresSink(PostgresOptions options) : IEventSink
{
    /// <summary>A commit that does not end within this time fails, in seconds.</summary>
    private const int CommandTimeout = 60;

    private readonly HashSet<DateTime> _months = [];
    private NpgsqlConnection? _connection;
    private PostgresSchema? _schema;
    private PostgresProjection? _projection;
    private long _last;

    private NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("It is not open.");

    /// <inheritdoc/>
    public Task<long> OpenAsync(ConnectionTerm term, CancellationToken ended)
    {
        term.Host.History = new PostgresHistory(options).ReadAsync;
        return OpenAsync(ended);
    }

    /// <summary>Opens it for events that come from elsewhere than a center.</summary>
    internal async Task<long> OpenAsync(CancellationToken ended)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Connection)
        {
            // A pooled connection may be one that broke, and temporary tables are of one connection.
            Pooling = false,
            CommandTimeout = CommandTimeout,
            ApplicationName = "acd",
        };
        _connection = new NpgsqlConnection(settings.ConnectionString);
        await _connection.OpenAsync(ended);
        _schema = new PostgresSchema(_connection, options);
        await _schema.EnsureAsync(ended);
        await PostgresTables.PrepareAsync(_connection, options.Schema, ended);
        await using var transaction = await _connection.BeginTransactionAsync(ended);
        _last = await _schema.LockProgressAsync(ended);
        _projection = await new PostgresLoader(_connection, options.Schema, options.GateInQueueName).LoadAsync(ended);
        await transaction.CommitAsync(ended);
        return _last;
    }

    /// <inheritdoc/>
    public async Task<long> WriteAsync(IReadOnlyList<CenterEvent> events, CancellationToken ended)
    {
        var batch = _projection!.Apply(events);
        await using var transaction = await Connection.BeginTransactionAsync(ended);
        await ThrowIfBehindAsync(ended);
        await _schema!.EnsureMonthAsync(batch.Events[0].At, _months, ended);
        await _schema.EnsureMonthAsync(batch.Events[^1].At, _months, ended);
        await PostgresTables.WriteAsync(Connection, options.Schema, batch, withEvents: true, ended);
        await SaveProgressAsync(events[^1].Sequence, ended);
        await transaction.CommitAsync(ended);
        return _last = events[^1].Sequence;
    }

    /// <inheritdoc/>
    public async Task SkipAsync(long until, CancellationToken ended)
    {
        await using var transaction = await Connection.BeginTransactionAsync(ended);
        await ThrowIfBehindAsync(ended);
        await Connection.RunAsync(
            $"INSERT INTO {options.Schema}.gap VALUES ({_last + 1}, {until}) ON CONFLICT DO NOTHING", ended);
        await SaveProgressAsync(until, ended);
        await transaction.CommitAsync(ended);
        _last = until;
    }

    /// <inheritdoc/>
    public Task<long> FlushAsync(CancellationToken ended) => Task.FromResult(_last);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }

    private async Task ThrowIfBehindAsync(CancellationToken ended)
    {
        var last = await _schema!.LockProgressAsync(ended);
        if (last == _last) return;
        throw new InvalidOperationException(
            $"The tables have event {last} and not {_last}: another process brings events too.");
    }

    private Task SaveProgressAsync(long sequence, CancellationToken ended) =>
        Connection.RunAsync($"UPDATE {options.Schema}.progress SET sequence = {sequence}", ended);
}
