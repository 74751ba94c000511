namespace Acd.Core.Tests;

/// <summary>Plays the commands of a stream, and the passing of time that stands between them.</summary>
internal static class PlayExtensions
{
    /// <summary>Plays a request on the model.</summary>
    /// <returns>The reply to a command, else null.</returns>
    public static Reply? Play(this ReferenceModel model, Request request, Timestamp now)
    {
        switch (request)
        {
            case CenterWasAway { For: var away }:
                model.Return(now + -away, now);
                return null;
            case Command command and not (AdvanceTime or ReloadEngine):
                return model.Apply(command, now);
            default:
                model.Tick(now);
                return null;
        }
    }

    /// <summary>Plays a request on an engine.</summary>
    /// <returns>The reply to a command, else null.</returns>
    public static Reply? Play(this Engine engine, Request request, Timestamp now)
    {
        switch (request)
        {
            case CenterWasAway { For: var away }:
                engine.Return(now + -away, now);
                return null;
            case Command command and not (AdvanceTime or ReloadEngine):
                return engine.Apply(command, now);
            default:
                engine.Tick(now);
                return null;
        }
    }
}
