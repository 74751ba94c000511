namespace Acd.Tidy.Tests;

public sealed class ShapesTests
{
    private static IEnumerable<SourceFile> Source => SourceFile.CSharp.Where(file => file.IsIn("src"));

    [Fact]
    public void Every_id_is_a_readonly_record_struct() => Rule.Holds(Source, Shapes.OfIds);

    [Fact]
    public void Every_command_event_reply_and_document_is_a_sealed_record() =>
        Rule.Holds(Shapes.OfMessages([.. Source.Where(file => file.IsIn("src/Acd.Core"))]));

    [Fact]
    public void Every_class_is_sealed_abstract_or_static() => Rule.Holds(SourceFile.CSharp, Shapes.OfClasses);

    [Fact]
    public void Every_interface_has_two_implementations_or_stands_at_the_edge_of_a_process() =>
        Rule.Holds(Shapes.OfInterfaces([.. SourceFile.CSharp]));

    [Theory]
    [InlineData("public record struct LineId(int Value);")]
    [InlineData("public sealed record CallId(string Value);")]
    [InlineData("class Token : IId<Token>;")]
    public void An_id_of_another_shape_is_caught(string text) => Rule.Catches(Shapes.OfIds, text);

    [Theory]
    [InlineData("abstract record AgentCommand : Command; record Wake : AgentCommand;")]
    [InlineData("class Woken : CenterEvent;")]
    [InlineData("record struct LineDocument(int Value);")]
    public void A_message_of_another_shape_is_caught(string text) => Rule.Catches(file => Shapes.OfMessages([file]), text);

    [Fact]
    public void A_sealed_message_is_allowed() =>
        Rule.Allows(file => Shapes.OfMessages([file]), "abstract record A : Command; sealed record Wake : A;");

    [Theory]
    [InlineData("public class LineOptions { }")]
    [InlineData("public record Line(int Value);")]
    [InlineData("class Outer { sealed class Inner; }")]
    public void A_class_open_for_anyone_is_caught(string text) => Rule.Catches(Shapes.OfClasses, text);

    [Fact]
    public void A_closed_class_is_allowed() =>
        Rule.Allows(Shapes.OfClasses, "sealed class A; abstract class B; static class C; sealed record D; record struct E;");

    [Theory]
    [InlineData("interface ILine;")]
    [InlineData("interface ILine; class Line : ILine;")]
    public void An_interface_of_one_is_caught(string text) => Rule.Catches(file => Shapes.OfInterfaces([file]), text);

    [Theory]
    [InlineData("interface ILine<T>; class A : ILine<A>; record struct B : Acd.Core.ILine<B>;")]
    [InlineData("interface IStore;")]
    public void An_interface_of_two_or_at_the_edge_is_allowed(string text) =>
        Rule.Allows(file => Shapes.OfInterfaces([file]), text);
}
