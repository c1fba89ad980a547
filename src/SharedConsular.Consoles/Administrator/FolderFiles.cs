using Microsoft.AspNetCore.Http;

namespace SharedConsular.Consoles.Administrator;

/// <summary>The files of a folder as the fields of a form. A file without text is none.</summary>
internal static class FolderFiles
{
    /// <summary>Those that a page has words for, in the order in which a party is set up.</summary>
    public static readonly string[] Names =
    [
        "profile.yaml", "signin.yaml", "staff.yaml", "operators.yaml", "posts.yaml", "services.yaml", "routing.yaml", "protocols.yaml", "retention.yaml",
        "retention.tests.yaml",
    ];

    public static string FieldOf(string name) => name.Replace('.', '-');

    /// <summary>The field for a place the API names, such as <c>#/files/services.yaml</c>.</summary>
    public static string? FieldAt(string pointer) => Array.Find(Names, n => pointer == $"#/files/{n}") is { } name ? FieldOf(name) : null;

    /// <param name="typed">The form.</param>
    /// <param name="before">What was in force: a file whose lines nobody changed stays as it is, byte by byte.</param>
    public static IReadOnlyDictionary<string, string> Read(IFormCollection typed, IReadOnlyDictionary<string, string> before)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            // A browser ends every line of a text with CR LF, whatever it was given.
            var text = Lines(typed[FieldOf(name)].ToString());
            if (!string.IsNullOrWhiteSpace(text))
            {
                files[name] = before.GetValueOrDefault(name) is { } known && Lines(known) == text ? known : text;
            }
        }

        return files;
    }

    public static string[] Differing(IReadOnlyDictionary<string, string> files, IReadOnlyDictionary<string, string> before) =>
        [.. Names.Where(n => files.GetValueOrDefault(n) != before.GetValueOrDefault(n))];

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
