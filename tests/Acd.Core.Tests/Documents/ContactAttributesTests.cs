namespace Acd.Core.Tests;

public sealed class ContactAttributesTests
{
    [Theory]
    [InlineData("""{"order":4711}""", "order", "4711", true)]
    [InlineData("""{"order":"4711"}""", "order", "4711", true)]
    [InlineData("""{"order":4711}""", "order", "471", false)]
    [InlineData("""{"order":4711}""", "Order", "4711", false)]
    [InlineData("""{"price":1.50}""", "price", "1.50", true)]
    [InlineData("""{"price":1.50}""", "price", "1.5", false)]
    [InlineData("""{"vip":true}""", "vip", "true", true)]
    [InlineData("""{"name":"Zo\u00eb"}""", "name", "Zoë", true)]
    [InlineData("""{"name":""}""", "name", "", true)]
    [InlineData("""{"name":null}""", "name", "", false)]
    [InlineData("""{"a":{"b":"c"}}""", "b", "c", false)]
    [InlineData("""{"a":"\ud800","b":"c"}""", "b", "c", true)]
    [InlineData(null, "b", "c", false)]
    public void Strings_numbers_and_booleans_of_attributes_are_searchable(
        string? attributes, string name, string value, bool has) =>
        Assert.Equal(has, ContactAttributes.Have(attributes, [new(name, value)]));
}
