using System.Collections;
using System.Reflection;
using Acd.Core;
using Acd.Grains;

namespace Acd.Cluster.Tests;

/// <summary>Makes a message of any type with a value in every property, and compares messages.</summary>
internal static class MessageSamples
{
    /// <summary>A value of a type, different from its default wherever it can be.</summary>
    public static object Create(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "text-1";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return 8_000_000_000L;
        if (type == typeof(double)) return 1.5;
        if (type == typeof(decimal)) return 2.5m;
        if (type == typeof(Guid)) return new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        if (type == typeof(TimeSpan)) return TimeSpan.FromMilliseconds(1_234.5);
        if (type == typeof(TimeOnly)) return new TimeOnly(8, 30);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 2, 28);
        if (type == typeof(Timestamp)) return new Timestamp(1_700_000_000_123);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsArray) return ArrayOf(type.GetElementType()!);
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)) return CollectionOf(type);
        if (type.IsAbstract) return Create(ConcreteOf(type));
        return Fill(type);
    }

    /// <summary>Whether two values are the same in every property, down to the last.</summary>
    public static bool AreSame(object? left, object? right)
    {
        if (left is null || right is null) return left is null && right is null;
        if (left is string || left.GetType().IsPrimitive || left.GetType().IsEnum) return left.Equals(right);
        if (left is IEnumerable leftItems && right is IEnumerable rightItems)
        {
            var (ours, theirs) = (leftItems.Cast<object?>().ToList(), rightItems.Cast<object?>().ToList());
            return ours.Count == theirs.Count && ours.Zip(theirs).All(pair => AreSame(pair.First, pair.Second));
        }

        if (right is RelayedEvent relayed) return AreSame(left, relayed.Read());
        if (left.GetType() != right.GetType()) return false;
        var properties = Properties(left.GetType()).ToList();
        return properties.Count == 0 || left.GetType().IsValueType
            ? left.Equals(right)
            : properties.All(property => AreSame(property.GetValue(left), property.GetValue(right)));
    }

    private static object Fill(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        var filled = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Create(parameter.ParameterType))]);
        foreach (var property in Properties(type).Where(property => property.CanWrite && !type.IsValueType))
        {
            var isJson = property.Name == "Attributes" && property.PropertyType == typeof(string);
            property.SetValue(filled, isJson ? """{"a":1}""" : Create(property.PropertyType));
        }

        return filled;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.GetIndexParameters().Length == 0);

    private static Type ConcreteOf(Type type) => type.Assembly.GetTypes()
        .Where(one => !one.IsAbstract && type.IsAssignableFrom(one))
        .OrderBy(one => one.Name, StringComparer.Ordinal).First();

    private static Array ArrayOf(Type element)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Create(element), 0);
        return array;
    }

    private static object CollectionOf(Type type)
    {
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 1) return ArrayOf(arguments[0]);
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        dictionary.Add(Create(arguments[0]), Create(arguments[1]));
        return dictionary;
    }
}
