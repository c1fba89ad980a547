using QRCoder;

namespace SharedConsular.Api.Boarding;

/// <summary>Draws what is read from the screen of an old telephone, in the sun, with a crack across it.</summary>
internal static class QrCodes
{
    /// <summary>The screen scales it up; as a file it stays under 1 kB.</summary>
    private const int PixelsPerModule = 4;

    public static byte[] Png(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);

        return png.GetGraphic(PixelsPerModule);
    }
}
