using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// One simulation of a textbook queue through the engine: an empty center, a warm-up, and a number of measured contacts.
/// </summary>
public sealed class Replication
{
    // The influence of a past state falls by a factor of e in each relaxation time. After 10, less than a part in 20,000 of the
    // empty beginning is left. A mean over 50 averages many nearly independent values, so that Student's interval holds.
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
    /// <param name="contacts">The least number of measured contacts.</param>
    /// <param name="random">The source of its draws.</param>
    public Replication(QueueModel model, double target, int contacts, Random random)
    {
        (_model, _target, _random) = (model, target, random);
        _contacts = ContactsOf(model, contacts);
        _warmUp = (long)(WarmUpRelaxations * RelaxationOf(model) / Millisecond);
    }

    /// <summary>The number of measured contacts of a queue, for a least number.</summary>
    public static int ContactsOf(QueueModel model, int least) =>
        Math.Max(least, (int)(MeasuredRelaxations * RelaxationOf(model) * model.ArrivalsPerSecond));

    /// <summary>
    /// The relaxation time of a queue, in seconds. Without patience it is a talk, or 1 ÷ (√(service rate) − √(arrival rate))² if
    /// that is longer. With patience it is a talk or a patience at most.
    /// </summary>
    private static double RelaxationOf(QueueModel model)
    {
        var (done, come) = (Math.Sqrt(model.Agents / model.MeanTalk), Math.Sqrt(model.ArrivalsPerSecond));
        return Math.Max(model.MeanTalk, model.MeanPatience ?? (1 / ((done - come) * (done - come))));
    }

    /// <summary>Runs the simulation.</summary>
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
        // A patience below half a millisecond is rounded to 0, but the caller waited.
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
