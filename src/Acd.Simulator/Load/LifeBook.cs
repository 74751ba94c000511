using System.Buffers.Text;
using System.Globalization;

namespace Acd.Simulator;

/// <summary>All lives of a run, found by their contacts' ids: the run's name and a number. Any thread may use it.</summary>
internal sealed class LifeBook(string run)
{
    private readonly Lock _gate = new();
    private readonly List<Life> _lives = [];
    private readonly byte[] _prefix = System.Text.Encoding.ASCII.GetBytes($"{run}:c");

    /// <summary>How many lives there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _lives.Count;
        }
    }

    /// <summary>Makes a life, and writes it down.</summary>
    /// <param name="make">Makes a life of an id.</param>
    public Life Add(Func<string, Life> make)
    {
        lock (_gate)
        {
            var life = make(string.Create(CultureInfo.InvariantCulture, $"{run}:c{_lives.Count}"));
            _lives.Add(life);
            return life;
        }
    }

    /// <summary>The life of a contact; none where the contact is not of this run.</summary>
    public Life? Find(ReadOnlySpan<byte> contact)
    {
        if (!contact.StartsWith(_prefix) || !Utf8Parser.TryParse(contact[_prefix.Length..], out int number, out _))
            return null;
        lock (_gate)
            return number < _lives.Count ? _lives[number] : null;
    }

    /// <summary>All lives, by number.</summary>
    public Life[] ToArray()
    {
        lock (_gate)
            return [.. _lives];
    }
}
