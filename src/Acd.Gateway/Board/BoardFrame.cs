using System.Globalization;
using System.Text;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>A board as viewers get it: the whole, and the changed rows for those who have the board before.</summary>
internal sealed class BoardFrame
{
    private readonly BoardReply _board;
    private readonly Lazy<byte[]> _whole;

    private BoardFrame(BoardReply board, long number, long madeAt, byte[] change)
    {
        (_board, Number, MadeAt, Change) = (board, number, madeAt, change);
        _whole = new Lazy<byte[]>(() => Write("board", board, null));
    }

    /// <summary>Its number, from 1. A viewer with the number before needs the changes only.</summary>
    public long Number { get; }

    /// <summary>When it was made, by the clock's timestamp.</summary>
    public long MadeAt { get; }

    /// <summary>The event <c>board</c>: the whole.</summary>
    public byte[] Whole => _whole.Value;

    /// <summary>The event <c>boardChanged</c>: the same without the rows that are as they were.</summary>
    public byte[] Change { get; }

    /// <summary>The frame of a board that follows another, if there is one.</summary>
    public static BoardFrame After(BoardFrame? before, BoardReply board, long madeAt)
    {
        if (before is null)
            return new BoardFrame(board, 1, madeAt, []);
        var known = before._board.Queues.ToDictionary(row => row.Queue);
        var changed = new List<BoardQueue>();
        foreach (var row in board.Queues)
        {
            if (!known.Remove(row.Queue, out var was) || !row.Equals(was))
                changed.Add(row);
        }

        var removed = before._board.Queues.Where(row => known.ContainsKey(row.Queue)).Select(row => row.Queue).ToArray();
        return new BoardFrame(
            board, before.Number + 1, madeAt, Write("boardChanged", board with { Queues = changed }, removed));
    }

    /// <summary>Whether a board shows the same as this one. Its time and its number may differ.</summary>
    public bool Equals(BoardReply board) =>
        board.Center.Equals(_board.Center) && board.Agents.Equals(_board.Agents)
        && board.Alarms.SequenceEqual(_board.Alarms) && board.Queues.SequenceEqual(_board.Queues);

    /// <summary>An event of the stream.</summary>
    public static byte[] Write(string name, BoardReply board, IReadOnlyList<QueueId>? removed)
    {
        var buffer = JsonResponseBuffer.Begin();
        buffer.WriteRaw(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"id: {board.Sequence}\nevent: {name}\ndata: ")));
        ReplyWriter.WriteBody(buffer, board);
        if (removed is not null)
        {
            buffer.AppendMembers(removed, static (json, removed) =>
            {
                json.WriteStartArray("removedQueues"u8);
                foreach (var queue in removed)
                    json.WriteStringValue(queue.Value);
                json.WriteEndArray();
            });
        }

        buffer.WriteRaw("\n\n"u8);
        return buffer.Written.ToArray();
    }
}
