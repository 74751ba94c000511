namespace Acd.Conventions.Tests;

public sealed class DeterminismRulesTests
{
    private const string Class =
        "class Planted\n{\nDictionary<int, string> _names = []; SortedDictionary<int, string> _line = [];\n";

    private static IEnumerable<SourceFile> Core => SourceFile.CSharp.Where(file => file.IsIn("src/Acd.Core"));

    [Fact]
    public void The_engine_is_not_asynchronous() => RuleAssert.Holds(Core, DeterminismRules.CheckAsync);

    [Fact]
    public void The_engine_decides_without_floating_point() => RuleAssert.Holds(Core, DeterminismRules.CheckFloatingPoint);

    [Fact]
    public void The_engine_enumerates_no_hash_table() => RuleAssert.Holds(DeterminismRules.CheckHashTableEnumeration([.. Core]));

    [Theory]
    [InlineData("class A { async void Go() { } }")]
    [InlineData("class A { void Go() => Do(async () => 1); }")]
    [InlineData("await Go();")]
    public void Asynchronous_code_is_caught(string text) => RuleAssert.Catches(DeterminismRules.CheckAsync, text);

    [Theory]
    [InlineData("class A { double _share; }")]
    [InlineData("var share = taken * 1.5;")]
    [InlineData("var wait = time.TotalSeconds;")]
    [InlineData("Single share = 1;")]
    public void Floating_point_is_caught(string text) => RuleAssert.Catches(DeterminismRules.CheckFloatingPoint, text);

    [Fact]
    public void Whole_and_decimal_numbers_are_allowed() =>
        RuleAssert.Allows(
            DeterminismRules.CheckFloatingPoint, "var share = 3 * taken / 2; decimal seconds = 1.5m; long total = 1L;");

    [Theory]
    [InlineData("void Go() { foreach (var name in _names) Use(name); }")]
    [InlineData("void Go() { foreach (var name in _names.Values) Use(name); }")]
    [InlineData("void Go() { foreach (var (key, name) in _names) Use(name); }")]
    [InlineData("string Go() => _names.Values.First();")]
    [InlineData("List<int> Go() => [.. _names.Keys];")]
    [InlineData("void Go() => new List<int>().AddRange(_names.Keys);")]
    [InlineData("string Go() => string.Join(',', _names.Values);")]
    [InlineData("void Go() { var seen = new HashSet<int>(); foreach (var one in seen) Use(one); }")]
    [InlineData("object Go() { IReadOnlyDictionary<int, string> names = _names; return names.Select(name => name.Key); }")]
    public void Enumerating_a_hash_table_is_caught(string text) => RuleAssert.Catches(Hash, Class + text + "\n}", line: 4);

    [Theory]
    [InlineData("void Go() { foreach (var name in _line.Values) Use(name); }")]
    [InlineData("int Go() => _names.Values.Count(name => name.Length > 1);")]
    [InlineData("bool Go() => _names.ContainsKey(1) && _names.TryGetValue(2, out _);")]
    [InlineData("object Go() => _names.OrderBy(name => name.Key).First();")]
    [InlineData("// The sum is the same in any order.\nvoid Go() { foreach (var name in _names) Use(name); }")]
    public void Asking_a_hash_table_is_allowed(string text) => RuleAssert.Allows(Hash, Class + text + "\n}");

    private static IEnumerable<Finding> Hash(SourceFile file) => DeterminismRules.CheckHashTableEnumeration([file]);
}
