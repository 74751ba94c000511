using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// A queue of the textbooks through the product's engine, once: an empty center, a warm-up that is not measured, and so many
/// contacts that are.
/// </summary>
public sealed class Replication
{
    // A queue forgets how it was by a factor of e in each of its relaxation times. 10 leave less than a part in 20,000 of the
    // empty beginning; 50 make a replication's mean one of many nearly independent ones, so that Student's interval holds.
    private const double WarmUpRelaxations = 10;
    private const double MeasuredRelaxations = 50;
    private const double Millisecond = 0.001;

    private readonly QueueModel _model;
    private readonly double _target;
    private readonly int _contacts;
    private readonly Random _random;
    private readonly long _warmUp;
    private long _last;
    private int _waited;
    private int _answered;
    private int _inTime;
    private double _waits;
    private readonly List<(long From, long Until)> _talks = [];

    /// <summary>Prepares a replication.</summary>
    /// <param name="model">The queue.</param>
    /// <param name="target">The service level's target, in seconds.</param>
    /// <param name="contacts">How many contacts are measured at least.</param>
    /// <param name="random">Where its draws come from.</param>
    public Replication(QueueModel model, double target, int contacts, Random random)
    {
        (_model, _target, _random) = (model, target, random);
        _contacts = ContactsOf(model, contacts);
        _warmUp = (long)(WarmUpRelaxations * RelaxationOf(model) / Millisecond);
    }

    /// <summary>How many contacts are measured of a queue, where there shall be so many at least.</summary>
    public static int ContactsOf(QueueModel model, int least) =>
        Math.Max(least, (int)(MeasuredRelaxations * RelaxationOf(model) * model.ArrivalsPerSecond));

    /// <summary>
    /// How long a queue remembers, in seconds: without a patience a talk, or 1 ÷ (√(what agents can do) − √(what comes))² if
    /// that is more; with one no more than a talk or a patience.
    /// </summary>
    private static double RelaxationOf(QueueModel model)
    {
        var (done, come) = (Math.Sqrt(model.Agents / model.MeanTalk), Math.Sqrt(model.ArrivalsPerSecond));
        return Math.Max(model.MeanTalk, model.MeanPatience ?? (1 / ((done - come) * (done - come))));
    }

    /// <summary>Simulates it.</summary>
    public QueueFigures Run()
    {
        var agents = Enumerable.Range(0, _model.Agents)
            .Select(agent => new VirtualShift(new AgentId(string.Create(CultureInfo.InvariantCulture, $"a{agent}")), 0));
        new VirtualDay(VirtualEngine.SettingsFor(new QueueSettings(QueueId.Default)), [.. agents], Contacts(), OnOutcome).Run();

        var busy = _talks.Sum(talk => Math.Max(0, Math.Min(talk.Until, _last) - Math.Max(talk.From, _warmUp)));
        return new QueueFigures(
            (double)_waited / _contacts,
            _answered == 0 ? 0 : _waits / _answered,
            (double)_inTime / _contacts,
            1 - ((double)_answered / _contacts),
            busy / ((double)_model.Agents * (_last - _warmUp)));
    }

    private IEnumerable<VirtualContact> Contacts()
    {
        var at = 0.0;
        for (var left = _contacts; left > 0;)
        {
            at += Exponential(1 / _model.ArrivalsPerSecond);
            var contact = new VirtualContact(
                Milliseconds(at),
                Milliseconds(Exponential(_model.MeanTalk)),
                _model.MeanPatience is { } patience ? Milliseconds(Exponential(patience)) : null);
            if (IsMeasured(contact))
                left--;
            _last = contact.At;
            yield return contact;
        }
    }

    private void OnOutcome(VirtualOutcome outcome)
    {
        if (outcome.Answered)
            _talks.Add((outcome.LeftQueueAt, outcome.LeftQueueAt + outcome.Contact.Talk));
        if (!IsMeasured(outcome.Contact))
            return;
        // A patience of under half a millisecond is rounded to none, but it was one.
        _waited += outcome.Wait > 0 || !outcome.Answered ? 1 : 0;
        if (!outcome.Answered)
            return;
        _answered++;
        _waits += outcome.Wait * Millisecond;
        _inTime += outcome.Wait * Millisecond <= _target ? 1 : 0;
    }

    private bool IsMeasured(VirtualContact contact) => contact.At >= _warmUp;

    private double Exponential(double mean) => -Math.Log(1 - _random.NextDouble()) * mean;

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds / Millisecond);
}
