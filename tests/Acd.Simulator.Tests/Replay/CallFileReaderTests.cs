using System.IO.Compression;
using System.Text;

namespace Acd.Simulator.Tests;

public sealed class CallFileReaderTests
{
    private const string Text = """
        date,t_acd_s,type,priority,queued,caller,outcome,wait_s,t_answer_s,service_s,agent
        1999-09-01,25350,PS,2,1,10039,A,19,25369,41,A14
        1999-09-01,25444,TT,2,1,58,H,27,,,
        1999-09-02,7,NE,0,0,0,A,0,7,6,

        """;

    private static readonly RecordedCall[] Calls =
    [
        new(new DateOnly(1999, 9, 1), 25350, "PS", 2, true, 19, 25369, 41, "A14"),
        new(new DateOnly(1999, 9, 1), 25444, "TT", 2, false, 27, 0, 0, null),
        new(new DateOnly(1999, 9, 2), 7, "NE", 0, true, 0, 7, 6, null),
    ];

    [Fact]
    public void Every_line_is_a_call() => Assert.Equal(Calls, Read(Text));

    [Theory]
    [InlineData(".csv")]
    [InlineData(".csv.gz")]
    public void A_file_is_read_plain_or_packed(string end)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + end);
        try
        {
            using (var file = File.Create(path))
            using (Stream written = end == ".csv" ? file : new GZipStream(file, CompressionLevel.Fastest))
                written.Write(Encoding.UTF8.GetBytes(Text));

            Assert.Equal(Calls, CallFileReader.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Columns_are_found_by_their_names() => Assert.Equal(
        [Calls[0]],
        Read("agent,extra,service_s,t_answer_s,wait_s,outcome,priority,type,t_acd_s,date\n"
            + "A14,x,41,25369,19,A,2,PS,25350,1999-09-01"));

    [Theory]
    [InlineData("1999-09-01,x,PS,2,1,1,A,19,25369,41,A14", "x is not a number of seconds")]
    [InlineData("1999-09-01,1,PS,2,1,1,Z,19,25369,41,A14", "neither A nor H")]
    [InlineData("1999-09-01,1,PS", "has 11 fields")]
    [InlineData("1999-09-01,1,PS,2,1,1,A,19,25369,41,A14,more", "has 11 fields")]
    [InlineData("yesterday,1,PS,2,1,1,A,19,25369,41,A14", "yesterday")]
    public void A_line_that_is_no_call_is_named(string line, string why)
    {
        var wrong = Assert.Throws<FormatException>(() => Read(Text + line));

        Assert.StartsWith("calls.csv, line 5:", wrong.Message);
        Assert.Contains(why, wrong.Message);
    }

    [Fact]
    public void A_missing_column_is_named() =>
        Assert.Contains("outcome", Assert.Throws<FormatException>(() => Read("date,t_acd_s,type,priority")).Message);

    private static IReadOnlyList<RecordedCall> Read(string text) =>
        CallFileReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "calls.csv");
}
