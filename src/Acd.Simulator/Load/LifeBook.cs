using System.Buffers.Text;
using System.Globalization;

namespace Acd.Simulator;

/// <summary>All lives of a run, found by their contacts' ids: the run's name and a number. Any thread may use it.</summary>
internal sealed class LifecycleRegistry(string run)
{
    private readonly Lock _gate = new();
    private readonly List<ContactLifecycle> _lifecycles = [];
    private readonly byte[] _prefix = System.Text.Encoding.ASCII.GetBytes($"{run}:c");

    /// <summary>How many lives there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _lifecycles.Count;
        }
    }

    /// <summary>Makes a life, and writes it down.</summary>
    /// <param name="make">Makes a life of an id.</param>
    public ContactLifecycle Add(Func<string, ContactLifecycle> make)
    {
        lock (_gate)
        {
            var life = make(string.Create(CultureInfo.InvariantCulture, $"{run}:c{_lifecycles.Count}"));
            _lifecycles.Add(life);
            return life;
        }
    }

    /// <summary>The life of a contact; none where the contact is not of this run.</summary>
    public ContactLifecycle? Find(ReadOnlySpan<byte> contact)
    {
        if (!contact.StartsWith(_prefix) || !Utf8Parser.TryParse(contact[_prefix.Length..], out int number, out _))
            return null;
        lock (_gate)
            return number < _lifecycles.Count ? _lifecycles[number] : null;
    }

    /// <summary>All lives, by number.</summary>
    public ContactLifecycle[] ToArray()
    {
        lock (_gate)
            return [.. _lifecycles];
    }
}
