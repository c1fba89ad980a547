using System.Text.Json;

namespace SharedConsular.Cli.Shell;

/// <summary>A request too long for the command line, in a file.</summary>
internal static class JsonFile
{
    /// <exception cref="UsageException">There is no such file, or it is not what was asked for.</exception>
    public static T Read<T>(string path, int bytesMax, JsonSerializerOptions options)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new UsageException($"There is no file '{path}'.");
        }

        if (file.Length > bytesMax)
        {
            throw new UsageException($"'{path}' is larger than {bytesMax} bytes.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), options) ?? throw new UsageException($"'{path}' says nothing.");
        }
        catch (JsonException fault)
        {
            throw new UsageException($"'{path}', line {fault.LineNumber + 1}: this can't be read.");
        }
    }
}
