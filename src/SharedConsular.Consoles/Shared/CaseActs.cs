using Microsoft.AspNetCore.Http;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Shared;

/// <summary>
/// What can be done with a case from a page: which fields it asks for, and the request they become. Whether it may be done now is the
/// API's to say; a page shows what the case names among its allowed actions, and nothing else.
/// </summary>
public sealed record CaseAct(
    string Name, Func<CaseResponse, Texts, ActField[]> Fields, Func<ConsularClient, string, ActSaid, SendOptions, CancellationToken, Task> Send)
{
    /// <summary>It can't be taken back, or somebody else is told of it: said before it is done.</summary>
    public bool IsGrave { get; init; }

    private static readonly Func<CaseResponse, Texts, ActField[]> Nothing = (_, _) => [];

    public static IReadOnlyList<CaseAct> All { get; } =
    [
        new("accept-case", Nothing, (api, @case, _, send, ct) => api.AcceptCase(@case, send, ct)),
        new("assign-case", (_, t) => [Line("officer", t)], (api, @case, said, send, ct) => api.AssignCase(@case, new(said["officer"]), send, ct)),
        new("ask-for-papers", (_, t) => [Area("kinds", t), Area("note", t)],
            (api, @case, said, send, ct) => api.AskForPapers(@case, new(said.Lines("kinds"), said["note"]), send, ct)),
        new("provide-papers", (@case, t) => [Checks("papers", t, Missing(@case, t)), Area("note", t)],
            (api, @case, said, send, ct) => api.ProvidePapers(@case, new(said.All("papers"), said["note"]), send, ct)),
        new("record-step", (@case, t) => [Choice("step", t, @case.Checklist.Where(s => s.DoneAt is null).Select(s => new Option(s.Step, s.Step)))],
            (api, @case, said, send, ct) => api.RecordStep(@case, new(said["step"]), send, ct)),
        new("ask-own-state", (_, t) => [Area("question", t)], (api, @case, said, send, ct) => api.AskOwnState(@case, new(said["question"]), send, ct)),
        new("answer-consultation", (_, t) => [Words("answer", t, "confirmed", "objected"), Area("note", t)],
            (api, @case, said, send, ct) => api.AnswerConsultation(@case, new(said["answer"], said["note"]), send, ct)),
        new("decide-case", (_, t) => [Words("granted", t, "true", "false"), Area("reason", t)],
            (api, @case, said, send, ct) => api.DecideCase(@case, new(said.YesOrNo("granted"), said["reason"]), send, ct)),
        new("issue-document", (_, t) => [Line("number", t)], (api, @case, said, send, ct) => api.IssueDocument(@case, new(said["number"]), send, ct)),
        new("deliver-document", (_, t) => [Line("how", t)], (api, @case, said, send, ct) => api.DeliverDocument(@case, new(said["how"]), send, ct)),
        new("close-case", (_, t) => [Area("outcome", t)], (api, @case, said, send, ct) => api.CloseCase(@case, new(said["outcome"]), send, ct)),
        new("offer-handover", (_, t) => [Line("to", t), Area("reason", t)],
            (api, @case, said, send, ct) => api.OfferHandover(@case, new(said["to"], said["reason"]), send, ct)) { IsGrave = true },
        new("withdraw-handover-offer", Nothing, (api, @case, _, send, ct) => api.WithdrawHandoverOffer(@case, send, ct)),
        new("accept-handover", Nothing, (api, @case, _, send, ct) => api.AcceptHandover(@case, send, ct)),
        new("decline-handover", (_, t) => [Area("reason", t)], (api, @case, said, send, ct) => api.DeclineHandover(@case, new(said["reason"]), send, ct)),
        new("return-case", (_, t) => [Area("reason", t)],
            (api, @case, said, send, ct) => api.ReturnCase(@case, new(said["reason"]), send, ct)) { IsGrave = true },
        new("recall-case", (_, t) => [Area("reason", t)],
            (api, @case, said, send, ct) => api.RecallCase(@case, new(said["reason"]), send, ct)) { IsGrave = true },
        new("withdraw-case", (_, t) => [Area("reason", t)],
            (api, @case, said, send, ct) => api.WithdrawCase(@case, new(said["reason"]), send, ct)) { IsGrave = true },
        new("reopen-case", (_, t) => [Area("reason", t)], (api, @case, said, send, ct) => api.ReopenCase(@case, new(said["reason"]), send, ct)),
        new("complain", (_, t) => [Area("complaint", t)], (api, @case, said, send, ct) => api.Complain(@case, new(said["complaint"]), send, ct)),
        new("answer-complaint",
            (@case, t) => [Choice("id", t, @case.Complaints.Where(c => c.Answer is null).Select(c => new Option(c.Id, c.Text))), Area("reply", t)],
            (api, @case, said, send, ct) => api.AnswerComplaint(@case, new(said["id"], said["reply"]), send, ct)),
        new("disclose-fear", Nothing, (api, @case, _, send, ct) => api.DiscloseFear(@case, send, ct)) { IsGrave = true },
        new("erase-persons", Nothing, (api, @case, _, send, ct) => api.Erase(@case, new(), send, ct)) { IsGrave = true },
        new("break-glass", (_, t) => [Area("reason", t)],
            (api, @case, said, send, ct) => api.BreakGlass(@case, new(said["reason"]), send, ct)) { IsGrave = true },
        new("set-legal-hold", (_, t) => [Area("reason", t)],
            (api, @case, said, send, ct) => api.SetLegalHold(@case, new(said["reason"]), send, ct)) { IsGrave = true },
    ];

    /// <summary>Whether there is something to choose wherever its form asks for a choice: of papers that are missing, of steps that are open.</summary>
    public bool CanFill(CaseResponse @case, Texts texts) => Fields(@case, texts).All(f => f.Options is null or { Count: > 0 });

    public static CaseAct? Find(string name) => All.FirstOrDefault(a => a.Name == name);

    private static IEnumerable<Option> Missing(CaseResponse @case, Texts texts) =>
        @case.Papers.Where(p => p.ProvidedAt is null).Select(p => new Option(p.Kind, texts.Word("paper", p.Kind)));

    private static ActField Line(string name, Texts t) => new(name, t[$"field.{name}"], FieldKind.Line);

    private static ActField Area(string name, Texts t) => new(name, t[$"field.{name}"], FieldKind.Area);

    private static ActField Choice(string name, Texts t, IEnumerable<Option> options) => new(name, t[$"field.{name}"], FieldKind.Choice, [.. options]);

    private static ActField Checks(string name, Texts t, IEnumerable<Option> options) => new(name, t[$"field.{name}"], FieldKind.Checks, [.. options]);

    private static ActField Words(string name, Texts t, params string[] words) =>
        Choice(name, t, words.Select(w => new Option(w, t[$"field.{name}.{w}"])));
}

public enum FieldKind
{
    Line,
    Area,
    Choice,
    Checks,
}

public sealed record ActField(string Name, string Label, FieldKind Kind, IReadOnlyList<Option>? Options = null);

/// <summary>What was typed into the fields of an act.</summary>
public sealed class ActSaid(IFormCollection form)
{
    private const int LinesMax = 30;

    /// <summary>Null where nothing was typed.</summary>
    public string? this[string field] => form[field].ToString() is { Length: > 0 } text ? text.Trim() : null;

    public string[] All(string field) => [.. form[field].OfType<string>()];

    /// <summary>One thing a line.</summary>
    public string[] Lines(string field) =>
        (this[field] ?? "").Split('\n', LinesMax, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool? YesOrNo(string field) => this[field] switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };
}
