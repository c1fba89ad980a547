namespace SharedConsular.Cases;

/// <summary>Gives a paper as a file, which lies sealed in the paper store already.</summary>
/// <inheritdoc cref="PaperFile"/>
public sealed record SendPaperFile(string Id, string Kind, PaperFormat Format, int Bytes, string Key, string Digest) : CaseCommand
{
    /// <summary>More pages than any service asks for.</summary>
    public const int FilesMax = 30;

    public override CaseAction Action => CaseAction.ProvidePapers;

    /// <summary>The file that the same login sent as the same paper; null when it did not.</summary>
    public static PaperFile? FindSent(Case @case, string kind, string digest, UserId by) =>
        @case.PaperFiles.FirstOrDefault(f => f.Kind == kind && f.Digest == digest && f.By?.User == by);

    internal override bool TookEffect(Case @case, DecisionContext context) => FindSent(@case, Kind, Digest, context.Caller.User) is not null;

    internal override Decision<CaseEvent> DecideAllowed(Case @case, DecisionContext context) =>
        @case.PaperFiles.Length >= FilesMax
            ? PaperFileRefusals.TooMany.With($"{FilesMax}")
            : new PaperFileSent(Id, Kind, Format, Bytes, Key, Digest, Actor.Of(context.Caller), context.Now);
}
