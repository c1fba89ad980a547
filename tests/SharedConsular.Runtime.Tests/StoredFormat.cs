using System.Text;
using System.Text.Json.Nodes;

namespace SharedConsular.Runtime.Tests;

/// <summary>
/// Holds events to what was once stored. For every event there is a file named after its stored name; it must read,
/// and everything in it must still be there when the event is written again. Another test project links this file.
/// </summary>
internal static class StoredFormat
{
    /// <summary>Set to 1 to write the files that are missing from the samples given. Existing ones are never changed.</summary>
    public const string GenerateVariable = "STORED_FORMAT_GENERATE";

    public static void Check<TEvent>(string folder, params IEnumerable<TEvent> samples)
        where TEvent : class
    {
        var names = new EventNames<TEvent>();
        if (Environment.GetEnvironmentVariable(GenerateVariable) == "1")
        {
            Generate(folder, names, samples);
        }

        foreach (var name in names.Names)
        {
            var path = Path.Combine(folder, $"{name}.json");
            Assert.True(File.Exists(path), $"{name} has no stored example. Give a sample and set {GenerateVariable}=1.");
            var stored = File.ReadAllBytes(path);
            var written = names.Write(names.Read(name, stored));

            Assert.Equal(name, written.Name);
            AssertKept(JsonNode.Parse(stored), JsonNode.Parse(written.Body.Span), name);
        }
    }

    /// <summary>The folder beside the source of the test that asks, so that files are read and written in the repository.</summary>
    public static string Folder([System.Runtime.CompilerServices.CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source)!, "StoredFormat");

    private static void Generate<TEvent>(string folder, EventNames<TEvent> names, IEnumerable<TEvent> samples)
        where TEvent : class
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, body) in samples.Select(names.Write))
        {
            var path = Path.Combine(folder, $"{name}.json");
            if (!File.Exists(path))
            {
                File.WriteAllText(path, Encoding.UTF8.GetString(body.Span) + "\n");
            }
        }
    }

    private static void AssertKept(JsonNode? stored, JsonNode? written, string place)
    {
        if (stored is not JsonObject fields)
        {
            Assert.True(JsonNode.DeepEquals(stored, written), $"{place} was {stored?.ToJsonString()}, now {written?.ToJsonString()}.");

            return;
        }

        foreach (var (name, value) in fields)
        {
            AssertKept(value, written?[name], $"{place}.{name}");
        }
    }
}
