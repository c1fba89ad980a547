using System.Diagnostics;
using System.Globalization;
using System.Text;
using SharedConsular.Api.Exports;

namespace SharedConsular.Api.Tests;

/// <summary>Looks at a PDF with programs of others: qpdf says whether it is one, pdftotext what stands on it.</summary>
internal static class Paper
{
    private static readonly TimeSpan ReadMax = TimeSpan.FromSeconds(30);

    /// <summary>Elsewhere the test says why it does not run.</summary>
    public static void NeedsFontsFor(params string[] texts) => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("CI") == "true" || texts.All(new Fonts(null).CanPrint), "This machine has no fonts for the names of this test.");

    public static void IsSound(byte[] pdf) => Run("qpdf", pdf, "--check", "-");

    /// <summary>Without marks of direction; pages parted by form feeds.</summary>
    public static string TextOf(byte[] pdf) => Plain(Run("pdftotext", pdf, "-layout", "-", "-"));

    /// <summary>All that stands on it without any space, as it was drawn: what a column broke over two lines is whole.</summary>
    public static string InkOf(byte[] pdf) => string.Concat(Plain(Run("pdftotext", pdf, "-raw", "-", "-")).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Without marks of direction, which pdftotext writes around what runs from the right.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.Format));

    private static string Run(string program, byte[] input, params string[] arguments)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(
                p => File.Exists(Path.Combine(p, program))),
            $"{program} is not installed.");
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, input);
            var start = new ProcessStartInfo(program, arguments.Select((a, i) => a == "-" && i == Array.IndexOf(arguments, "-") ? file : a))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var complaints = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(ReadMax), $"{program} does not end.");
            Assert.True(process.ExitCode == 0, $"{program}: {complaints.Result}");

            return said;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
