using System.IO.Pipelines;
using System.Text;

namespace Acd.Sip.Tests;

/// <summary>What Kamailio sends, and what it makes of it.</summary>
public sealed class KamailioMessagesTests
{
    [Fact]
    public void A_call_in_the_list_has_its_state_and_the_telephone_that_answered()
    {
        var call = Assert.IsType<CallFound>(Read("""
            {"type":"call","call":"c1","gate":"hotline","number":"1000","caller":"49301","state":"connected","answered":"o7",
             "phones":[{"offer":"o6","agent":"ann","to":"ann"},{"offer":"o7","agent":"bob","to":"7001"}],"by":"agent"}
            """));

        Assert.Equal(("c1", "hotline", CallState.Connected, CallParty.Agent), (call.Call, call.Gate, call.State, call.EndedBy));
        Assert.Equal(new Phone("o7", "bob", "7001"), Assert.Single(call.Phones));
    }

    [Fact]
    public void A_code_may_be_a_number_or_a_text_and_an_unknown_message_is_passed_over()
    {
        Assert.Equal(new PhoneRefused("c1", "o6", 486), Read("""{"type":"refused","call":"c1","offer":"o6","code":486}"""));
        Assert.Equal(new RingingEnded("c1", 480), Read("""{"type":"back","call":"c1","code":"480"}"""));
        Assert.Null(Read("""{"type":"news"}"""));
    }

    [Fact]
    public void A_message_without_its_call_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Read("""{"type":"back","code":480}"""));

    [Fact]
    public async Task Netstrings_are_read_across_packets()
    {
        var pipe = new Pipe();
        byte[] sent = [.. Netstring.Write("one"u8), .. Netstring.Write("zwei ü"u8)];
        var reading = ReadAllAsync(pipe.Reader);
        foreach (var one in sent) await pipe.Writer.WriteAsync(new[] { one });
        await pipe.Writer.CompleteAsync();

        Assert.Equal(["one", "zwei ü"], await reading);
    }

    [Theory]
    [InlineData("x:abc,")]
    [InlineData("65537:")]
    [InlineData("3:abcd")]
    [InlineData("12345678")]
    public async Task What_is_no_netstring_ends_the_connection(string sent)
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(sent));
        await pipe.Writer.CompleteAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAllAsync(pipe.Reader));
    }

    [Theory]
    [InlineData(486, "busy")]
    [InlineData(480, "unreachable")]
    [InlineData(408, "unreachable")]
    [InlineData(503, "unreachable")]
    [InlineData(603, "rejected")]
    [InlineData(302, "rejected")]
    [InlineData(487, "noAnswer")]
    [InlineData(500, "failed")]
    public void A_code_of_a_telephone_is_a_cause(int code, string cause) => Assert.Equal(cause, SipCodes.CauseOf(code));

    [Fact]
    public void A_Call_ID_that_is_no_id_in_the_center_is_hashed_always_alike()
    {
        Assert.Equal("4f1c9a@10.0.0.5", ContactIds.Of("4f1c9a@10.0.0.5"));
        var hashed = ContactIds.Of("a b/c");
        Assert.Equal(36, hashed.Length);
        Assert.Equal(hashed, ContactIds.Of("a b/c"));
        Assert.NotEqual(hashed, ContactIds.Of("a b/d"));
        Assert.Equal(36, ContactIds.Of(new string('x', 65)).Length);
    }

    private static SwitchEvent? Read(string json) => KamailioMessages.Read(Encoding.UTF8.GetBytes(json));

    private static async Task<List<string>> ReadAllAsync(PipeReader reader)
    {
        var read = new List<string>();
        await foreach (var message in Netstring.ReadAllAsync(reader, CancellationToken.None))
            read.Add(Encoding.UTF8.GetString(message));
        return read;
    }
}
