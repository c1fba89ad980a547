using System.Collections.Immutable;

namespace SharedConsular.Cases;

internal static class StoredArray
{
    /// <summary>An array that an older event did not have reads back as <c>default</c>, which cannot be walked through.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
