namespace SharedConsular.Cases;

public static class PaperFileRefusals
{
    public static readonly Refusal NotFound =
        new(RefusalKind.NotFound, "paper-file.not-found", "The case has no such file.");

    public static readonly Refusal TooMany =
        new(RefusalKind.Conflict, "paper-file.too-many", "The case has {0} files already, and takes no more.");

    public static readonly Refusal NotYours =
        new(RefusalKind.NotAllowed, "paper-file.not-yours", "Only who sent a file can take it back.");

    public static readonly Refusal AlreadySeen =
        new(RefusalKind.Conflict, "paper-file.already-seen", "The file has been opened already, so it can't be taken back.");

    public static readonly Refusal Unreadable =
        new(RefusalKind.Invalid, "paper-file.unreadable", "Only a PDF, a JPEG or a PNG is taken, sent as what it is.");

    public static readonly Refusal TooLarge =
        new(RefusalKind.Invalid, "paper-file.too-large", "The file is larger than {0} MB.");

    public static readonly Refusal NoStore =
        new(RefusalKind.NotAllowed, "paper-file.no-store", "This installation keeps no files. Bring the paper, or send it by post.");
}
