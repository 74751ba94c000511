namespace Acd.Conventions.Tests;

public sealed class TypeRulesTests
{
    private static IEnumerable<SourceFile> Source => SourceFile.CSharp.Where(file => file.IsIn("src"));

    [Fact]
    public void Every_id_is_a_readonly_record_struct() => RuleAssert.Holds(Source, TypeRules.CheckIds);

    [Fact]
    public void Every_command_event_reply_and_document_is_a_sealed_record() =>
        RuleAssert.Holds(TypeRules.CheckMessages([.. Source.Where(file => file.IsIn("src/Acd.Core"))]));

    [Fact]
    public void Every_class_is_sealed_abstract_or_static() => RuleAssert.Holds(SourceFile.CSharp, TypeRules.CheckClasses);

    [Fact]
    public void Every_interface_has_two_implementations_or_stands_at_the_edge_of_a_process() =>
        RuleAssert.Holds(TypeRules.CheckInterfaces([.. SourceFile.CSharp]));

    [Theory]
    [InlineData("public record struct LineId(int Value);")]
    [InlineData("public sealed record CallId(string Value);")]
    [InlineData("class Token : IId<Token>;")]
    public void An_id_of_another_shape_is_caught(string text) =>
        RuleAssert.Catches(TypeRules.CheckIds, text);

    [Theory]
    [InlineData("abstract record AgentCommand : Command; record Wake : AgentCommand;")]
    [InlineData("class Woken : CenterEvent;")]
    [InlineData("record struct LineDocument(int Value);")]
    public void A_message_of_another_shape_is_caught(string text) =>
        RuleAssert.Catches(file => TypeRules.CheckMessages([file]), text);

    [Fact]
    public void A_sealed_message_is_allowed() =>
        RuleAssert.Allows(file => TypeRules.CheckMessages([file]), "abstract record A : Command; sealed record Wake : A;");

    [Theory]
    [InlineData("public class LineOptions { }")]
    [InlineData("public record Line(int Value);")]
    [InlineData("class Outer { sealed class Inner; }")]
    public void A_class_open_for_anyone_is_caught(string text) => RuleAssert.Catches(TypeRules.CheckClasses, text);

    [Fact]
    public void A_closed_class_is_allowed() =>
        RuleAssert.Allows(
            TypeRules.CheckClasses, "sealed class A; abstract class B; static class C; sealed record D; record struct E;");

    [Theory]
    [InlineData("interface ILine;")]
    [InlineData("interface ILine; class Line : ILine;")]
    public void An_interface_of_one_is_caught(string text) =>
        RuleAssert.Catches(file => TypeRules.CheckInterfaces([file]), text);

    [Theory]
    [InlineData("interface ILine<T>; class A : ILine<A>; record struct B : Acd.Core.ILine<B>;")]
    [InlineData("interface IStore;")]
    public void An_interface_of_two_or_at_the_edge_is_allowed(string text) =>
        RuleAssert.Allows(file => TypeRules.CheckInterfaces([file]), text);
}
