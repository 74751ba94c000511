namespace Acd.Conventions.Tests;

public sealed class NamingRulesTests
{
    [Fact]
    public void No_type_is_called_by_a_word_that_says_nothing() => RuleAssert.Holds(SourceFile.CSharp, NamingRules.CheckTypes);

    [Fact]
    public void Every_namespace_follows_its_project() => RuleAssert.Holds(SourceFile.CSharp, NamingRules.CheckNamespaces);

    [Fact]
    public void Every_test_is_named_by_a_sentence() =>
        RuleAssert.Holds(SourceFile.CSharp.Where(file => file.IsIn("tests")), NamingRules.CheckTests);

    [Theory]
    [InlineData("class AgentManager;")]
    [InlineData("static class JsonHelpers;")]
    [InlineData("class Service;")]
    [InlineData("class AgentServices;")]
    [InlineData("record struct ServiceCall;")]
    [InlineData("interface IBatchProcessor;")]
    [InlineData("enum CommonState;")]
    [InlineData("delegate void StringUtils();")]
    [InlineData("namespace Acd.Common;")]
    public void A_name_that_says_nothing_is_caught(string text) => RuleAssert.Catches(NamingRules.CheckTypes, text);

    [Theory]
    [InlineData("record ServiceLevelBoard;")]
    [InlineData("record Management;")]
    [InlineData("class WarmUpService;")]
    [InlineData("static class WarmUpServiceExtensions;")]
    [InlineData("static class CenterServiceCollectionExtensions;")]
    [InlineData("static class SecurityExtensions;")]
    [InlineData("class StoreOptions;")]
    [InlineData("class StoreOptionsValidator;")]
    [InlineData("class AuthenticationHandler;")]
    public void A_term_of_the_domain_or_of_NET_is_allowed(string text) => RuleAssert.Allows(NamingRules.CheckTypes, text);

    [Theory]
    [InlineData("namespace Acd.Storage;")]
    [InlineData("namespace Acd.Corexit;")]
    public void A_namespace_of_another_project_is_caught(string text)
    {
        RuleAssert.Catches(NamingRules.CheckNamespaces, text);
        RuleAssert.Allows(NamingRules.CheckNamespaces, "namespace Acd.Core.Json;");
    }

    [Theory]
    [InlineData("class ATests { [Fact] public void TestAccept() { } }")]
    [InlineData("class ATests { [RedisFact] public void accept_is_late() { } }")]
    [InlineData("class ATests { [Theory] public void Accept_() { } }")]
    [InlineData("class Atest { [Fact] public void Accept_is_late() { } }")]
    public void A_test_without_a_sentence_is_caught(string text) =>
        RuleAssert.Catches(NamingRules.CheckTests, text, "tests/Acd.Core.Tests/Planted.cs");

    [Fact]
    public void A_sentence_is_allowed() =>
        RuleAssert.Allows(
            NamingRules.CheckTests, "class OfferTests { [Fact] public void A_late_accept_is_refused() { } void Other() { } }");
}
