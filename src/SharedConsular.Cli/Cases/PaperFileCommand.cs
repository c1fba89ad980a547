using System.CommandLine;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Cases;

/// <summary>The papers of a case as files.</summary>
internal static class PaperFileCommand
{
    /// <summary>What the interface takes, with something to spare: the server says what is too large.</summary>
    private const int BytesMax = 16 * 1024 * 1024;

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
    };

    public static Command Create(SharedOptions shared) => new("paper-file", "The papers of a case as files: a PDF, a JPEG or a PNG of at most 10 MB.")
    {
        Send(shared),
        List(shared),
        Get(shared),
        TakeBack(shared),
    };

    private static Command Send(SharedOptions shared)
    {
        var (reference, key) = (CaseLists.ReferenceArgument(), OpenCaseCommand.IdempotencyKeyOption());
        var file = new Argument<FileInfo>("file") { Description = "The file; its name says what it is (.pdf, .jpg, .png)." };
        var kind = new Option<string>("--kind") { Description = "What paper it is.", Required = true };
        var command = new Command("send", "Send a paper.") { reference, file, kind, key };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.SendPaperFile(
                parsed.GetRequiredValue(reference), parsed.GetRequiredValue(kind), await Read(parsed.GetRequiredValue(file), ct),
                new SendOptions(parsed.GetValue(key)), ct),
            (console, sent) => console.Line($"{sent.Id}\t{sent.Bytes} bytes\tSHA-256 {sent.Digest}")));

        return command;
    }

    private static Command List(SharedOptions shared)
    {
        var (reference, inFull) = (CaseLists.ReferenceArgument(), CaseLists.InFullOption());
        var command = new Command("list", "Which files a case has.") { reference, inFull };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.ListPaperFiles(parsed.GetRequiredValue(reference), parsed.GetValue(inFull), ct),
            (console, files) =>
            {
                var table = Tables.Of("file", "paper", "format", "bytes", "from", "since", "opened");
                foreach (var file in files.Items)
                {
                    table.Row(file.Id, file.Kind, file.Format, file.Bytes, file.Party, file.At, file.Seen ? "yes" : "no");
                }

                console.Write(table);
            }));

        return command;
    }

    private static Command Get(SharedOptions shared)
    {
        var (reference, id) = (CaseLists.ReferenceArgument(), IdArgument());
        var output = new Option<FileInfo>("--output")
        {
            Description = "Where it is written to; only you may read it then.",
            Required = true,
            HelpName = "file",
        };
        var command = new Command("get", "Fetch what is in a file; who sent it can't take it back any more.") { reference, id, output };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(output).FullName;
            if (File.Exists(path))
            {
                throw new UsageException($"There is a file '{path}' already.");
            }

            var received = await session.Client.ReadPaperFile(parsed.GetRequiredValue(reference), parsed.GetRequiredValue(id), ct);
            await Write(path, received.Body, ct);
            session.Screen.Line(path);
        });

        return command;
    }

    private static Command TakeBack(SharedOptions shared)
    {
        var (reference, id) = (CaseLists.ReferenceArgument(), IdArgument());
        var command = new Command("take-back", "Have a file removed that you sent and nobody else has opened.") { reference, id };
        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            await session.Client.TakeBackPaperFile(parsed.GetRequiredValue(reference), parsed.GetRequiredValue(id), null, ct);
            session.Screen.Line("Taken back.");
        });

        return command;
    }

    private static Argument<string> IdArgument() => new("id") { Description = "The file's id, as list names it." };

    private static async Task<SentFile> Read(FileInfo file, CancellationToken ct) =>
        !file.Exists ? throw new UsageException($"There is no file '{file}'.")
        : file.Length > BytesMax ? throw new UsageException($"'{file}' is larger than {BytesMax} bytes.")
        : Kinds.TryGetValue(file.Extension, out var kind) ? new SentFile(await File.ReadAllBytesAsync(file.FullName, ct), kind)
        : throw new UsageException($"'{file}' is no .pdf, .jpg or .png.");

    private static async Task Write(string path, byte[] contents, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await file.WriteAsync(contents, ct);
    }
}
