using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared.Design;

/// <summary>The few files a browser loads besides the page. Their names hold their hash, so that they are kept for ever.</summary>
public static class BrowserFiles
{
    private const string Folder = "assets/";
    private const int HashLength = 12;
    private const string StylesheetEnding = ".css";

    private static readonly FrozenDictionary<string, Asset> ByAddress = typeof(BrowserFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
        .Select(Read)
        .ToFrozenDictionary(a => a.Address, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByName = ByAddress.Values.ToFrozenDictionary(a => a.Name, a => a.Address);

    public static string Stylesheet { get; } = Of("consular.css");

    /// <summary>The stylesheet with the colours of a state, one file as before: its address holds them, so that it is kept for ever as well.</summary>
    public static string StylesheetOf(TenantBrandingResponse? colours) => colours is null || !IsColour(colours.Primary) || !IsColour(colours.OnPrimary)
        ? Stylesheet
        : $"{Stylesheet[..^StylesheetEnding.Length]}.{colours.Primary[1..]}.{colours.OnPrimary[1..]}{StylesheetEnding}";

    /// <summary>The address of a file by its name.</summary>
    public static string Of(string name) => ByName[name];

    internal static void MapBrowserFiles(this IEndpointRouteBuilder site) =>
        site.MapGet("/assets/{name}", Find).AllowAnonymous().ExcludeFromDescription();

    private static IResult Find(string name, HttpContext http) =>
        ByAddress.TryGetValue($"/{Folder}{name}", out var asset) ? Send(asset, http)
        : FindColoured(name) is { } coloured ? Send(coloured, http)
        : TypedResults.NotFound();

    /// <summary>Only the bar at the top and what stands on it takes a state's colours: they are looked at for letters, and for nothing else.</summary>
    private static Asset? FindColoured(string name)
    {
        var plain = ByAddress[Stylesheet];
        if (name.Split('.') is not [_, _, var primary, var onPrimary, _] || StylesheetOf(new("", $"#{primary}", $"#{onPrimary}")) != $"/{Folder}{name}")
        {
            return null;
        }

        var colours = $":root{{--top:#{primary};--on-top:#{onPrimary}}}.top{{border-block-end-color:#{onPrimary}}}";
        byte[] text = [.. plain.Plain, .. Encoding.ASCII.GetBytes(colours)];

        return plain with { Address = $"/{Folder}{name}", Plain = text, Compressed = Compress(text, CompressionLevel.Fastest) };
    }

    private static bool IsColour(string text) => text.Length is 7 && text[0] is '#' && text.Skip(1).All(char.IsAsciiHexDigitLower);

    /// <summary>The worker of some pages has one address as long as it lives: the browser itself looks whether it changed.</summary>
    internal static IResult SendFresh(string name, HttpContext http)
    {
        var answer = Send(ByAddress[Of(name)], http);
        http.Response.Headers.CacheControl = "no-cache";

        return answer;
    }

    private static FileContentHttpResult Send(Asset asset, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Bytes(asset.Plain, asset.Type);
        }

        http.Response.Headers.ContentEncoding = "br";

        return TypedResults.Bytes(asset.Compressed, asset.Type);
    }

    private static Asset Read(string resource)
    {
        using var stream = typeof(BrowserFiles).Assembly.GetManifestResourceStream(resource)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var plain = memory.ToArray();
        var name = resource[Folder.Length..];
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..HashLength];
        var address = $"/{Folder}{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";

        var type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        };

        return new Asset(name, address, plain, Compress(plain), type);
    }

    /// <summary>Nothing in these files is a secret, so their size may tell what it likes.</summary>
    private static byte[] Compress(byte[] plain, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        using var memory = new MemoryStream();
        using (var brotli = new BrotliStream(memory, level))
        {
            brotli.Write(plain);
        }

        return memory.ToArray();
    }

    private sealed record Asset(string Name, string Address, byte[] Plain, byte[] Compressed, string Type);
}
