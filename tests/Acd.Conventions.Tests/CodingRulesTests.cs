namespace Acd.Conventions.Tests;

public sealed class CodingRulesTests
{
    [Fact]
    public void Only_what_can_be_named_is_caught_and_nothing_is_swallowed() =>
        RuleAssert.Holds(SourceFile.CSharp, CodingRules.CheckCatches);

    [Fact]
    public void No_test_sleeps() =>
        RuleAssert.Holds(SourceFile.CSharp.Where(file => file.IsIn("tests")), CodingRules.CheckSleeps);

    [Fact]
    public void Logging_goes_by_declared_messages_only() => RuleAssert.Holds(SourceFile.CSharp, CodingRules.CheckLogCalls);

    [Fact]
    public void A_warning_is_turned_off_with_a_reason_only() => RuleAssert.Holds(SourceFile.CSharp, CodingRules.CheckPragmas);

    [Theory]
    [InlineData("try { Go(); } catch { Stop(); }")]
    [InlineData("try { Go(); } catch (IOException) { }")]
    [InlineData("try { Go(); } catch (Exception error) { Show(error); }")]
    public void A_catch_that_hides_something_is_caught(string text) => RuleAssert.Catches(CodingRules.CheckCatches, text);

    [Theory]
    [InlineData("try { Go(); } catch (IOException error) { Show(error); }")]
    [InlineData("try { Go(); } catch (IOException) { /* The file is gone, which is what was wanted. */ }")]
    [InlineData("try { Go(); } catch (IOException)\n{\n// It is gone.\n}")]
    [InlineData("try { Go(); } catch { Undo(); throw; }")]
    [InlineData("try { Go(); } catch (Exception) { Undo(); throw; }")]
    [InlineData("try { Go(); } catch (Exception error) when (error is IOException) { Undo(); }")]
    [InlineData("try { Go(); } catch (Exception error)\n{\n// Whatever it was, the caller has it.\nreply.Fail(error);\n}")]
    public void A_catch_that_says_what_it_does_is_allowed(string text) => RuleAssert.Allows(CodingRules.CheckCatches, text);

    [Theory]
    [InlineData("await Task.Delay(100);")]
    [InlineData("await System.Threading.Tasks.Task.Delay(TimeSpan.FromSeconds(1), cancel);")]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("SpinWait.SpinUntil(() => done);")]
    public void A_sleep_is_caught(string text) => RuleAssert.Catches(CodingRules.CheckSleeps, text, "tests/Planted.cs");

    [Theory]
    [InlineData("await Task.Delay(Timeout.InfiniteTimeSpan, cancel);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(7), _time);")]
    [InlineData("await offered.WaitAsync(TimeSpan.FromSeconds(5));")]
    public void Waiting_for_an_event_is_allowed(string text) =>
        RuleAssert.Allows(CodingRules.CheckSleeps, text, "tests/Planted.cs");

    [Theory]
    [InlineData("logger.LogInformation(\"Started\");")]
    [InlineData("_logger.Log(level, \"Started\");")]
    public void A_log_written_by_hand_is_caught(string text) => RuleAssert.Catches(CodingRules.CheckLogCalls, text);

    [Theory]
    [InlineData("Log.Started(logger);")]
    [InlineData("Math.Log(2);")]
    public void A_declared_message_is_allowed(string text) => RuleAssert.Allows(CodingRules.CheckLogCalls, text);

    [Fact]
    public void A_warning_turned_off_silently_is_caught()
    {
        RuleAssert.Catches(CodingRules.CheckPragmas, "#pragma warning disable CA1000");
        RuleAssert.Allows(CodingRules.CheckPragmas, "// The interface wants it so.\n#pragma warning disable CA1000");
    }
}
