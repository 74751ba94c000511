using Npgsql;

namespace Acd.Connections;

/// <summary>The settings of the export to PostgreSQL, under <c>Acd:Connections:Postgres</c>.</summary>
public sealed class PostgresOptions
{
    private const int MaxName = 40;

    /// <summary>
    /// The database, as Npgsql has it: <c>Host=10.0.0.7;Database=reports;Username=acd;Password=…</c>. Without it nothing is
    /// exported.
    /// </summary>
    public string? Connection { get; set; }

    /// <summary>The schema, which is made where it is missing: 1 to 40 of a-z 0-9 _, beginning with a letter.</summary>
    public string Schema { get; set; } = "acd";

    /// <summary>Whether a queue is named <c>queue/gate</c> in the table <c>queue_log</c>.</summary>
    public bool GateInQueueName { get; set; }

    /// <summary>What is wrong with these options, a sentence each; empty where all is well.</summary>
    public IEnumerable<string> GetValidationErrors()
    {
        if (Connection is null) yield break;
        if (!IsConnection(Connection))
            yield return "Connections:Postgres:Connection must be as Host=10.0.0.7;Database=reports;Username=acd;Password=….";
        if (Schema.Length is 0 or > MaxName || !char.IsAsciiLetterLower(Schema[0])
            || Schema.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '_'))
        {
            yield return $"Connections:Postgres:Schema is \"{Schema}\"; it must be 1 to {MaxName} of a-z 0-9 _, beginning with "
                + "a letter.";
        }
    }

    private static bool IsConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
