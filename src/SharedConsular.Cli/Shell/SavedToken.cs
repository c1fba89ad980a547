using System.Text.Json;

namespace SharedConsular.Cli.Shell;

/// <summary>The token kept between runs, in a file that only its owner can read. It is sent to the server it came from only.</summary>
internal static class SavedToken
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string Path { get; } = System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "consular", "token.json");

    public static Task Save(Uri server, string token, CancellationToken ct) => Save(Path, server, token, ct);

    public static Task<string?> Find(Uri server, CancellationToken ct) => Find(Path, server, ct);

    internal static async Task Save(string path, Uri server, string token, CancellationToken ct)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);

        // Replaced, not rewritten: a file that was there before would keep the mode it had.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, new Kept(server.ToString(), token), JsonSerializerOptions.Web, ct);
    }

    internal static async Task<string?> Find(string path, Uri server, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            await using var file = File.OpenRead(path);
            var kept = await JsonSerializer.DeserializeAsync<Kept>(file, JsonSerializerOptions.Web, ct);

            return kept?.Server == server.ToString() ? kept.Token : null;
        }
        catch (JsonException)
        {
            throw new UsageException($"The saved token can't be read; delete {path} or save a new one.");
        }
    }

    private sealed record Kept(string Server, string Token);
}
