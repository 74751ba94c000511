using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>
/// Writes commands for the commit script, each as a MessagePack array of strings. A command with many items is split, because a
/// script can pass only so many to one command. A batch so has few arguments; a call may have a million.
/// </summary>
internal sealed class PackedCommandWriter(List<RedisValue> target)
{
    private const int StringsPerCommand = 1000, HeaderLength = 5;

    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private readonly List<string> _head = [];
    private int _strings;

    /// <summary>Begins a command.</summary>
    /// <param name="head">Its name and key, which every part of a split command repeats.</param>
    public void Begin(params ReadOnlySpan<string> head)
    {
        _head.Clear();
        foreach (var text in head)
            _head.Add(text);
        WriteHead();
    }

    /// <summary>Adds an item to the current command.</summary>
    public void AddItem(string member)
    {
        SplitIfFull();
        Write(member);
    }

    /// <summary>Adds a member with a score to the current command.</summary>
    public void AddItem(double score, string member)
    {
        SplitIfFull();
        Write(score.ToString("R", CultureInfo.InvariantCulture));
        Write(member);
    }

    /// <summary>Adds a field with its value to the current command.</summary>
    public void AddItem(string field, ReadOnlySpan<byte> value)
    {
        SplitIfFull();
        Write(field);
        WriteHeader(value.Length);
        _buffer.Write(value);
        _strings++;
    }

    /// <summary>Ends the current command; one without items is dropped.</summary>
    public void End()
    {
        if (_strings == _head.Count)
            return;
        var command = _buffer.WrittenSpan.ToArray();
        command[0] = 0xdd;
        BinaryPrimitives.WriteInt32BigEndian(command.AsSpan(1), _strings);
        target.Add(command);
    }

    private void SplitIfFull()
    {
        if (_strings < StringsPerCommand)
            return;
        End();
        WriteHead();
    }

    private void WriteHead()
    {
        _buffer.ResetWrittenCount();
        _buffer.GetSpan(HeaderLength);
        _buffer.Advance(HeaderLength);
        _strings = 0;
        foreach (var text in _head)
            Write(text);
    }

    private void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteHeader(length);
        _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(length)));
        _strings++;
    }

    private void WriteHeader(int length)
    {
        var header = _buffer.GetSpan(HeaderLength);
        if (length < 32)
        {
            header[0] = (byte)(0xa0 | length);
            _buffer.Advance(1);
        }
        else if (length <= ushort.MaxValue)
        {
            header[0] = 0xda;
            BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)length);
            _buffer.Advance(3);
        }
        else
        {
            header[0] = 0xdb;
            BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
            _buffer.Advance(HeaderLength);
        }
    }
}
