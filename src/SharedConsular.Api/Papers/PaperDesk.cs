using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Audit;
using SharedConsular.Api.Cases;
using SharedConsular.Api.Requests;
using SharedConsular.Audit;
using SharedConsular.Cases;
using SharedConsular.Retention;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Papers;

/// <summary>
/// Takes files in and gives them out. A file lies sealed in the paper store before its case says that it is there; what no case comes to
/// name is removed at once, or, after a power cut, by <see cref="PaperSweep"/>.
/// </summary>
/// <param name="store">Null where the installation keeps no files.</param>
internal sealed class PaperDesk(CaseDesk cases, EntityRuntime entities, ReadRecorder recorder, IPaperStore? store) : IDisposable
{
    /// <summary>A page of a passport at 600 dpi takes 6 MB; twenty pages of a court's file at 200 dpi take 9 MB.</summary>
    private const int MegaBytesMax = 10;

    private const int BytesMax = MegaBytesMax * 1024 * 1024;

    /// <summary>How much of a file's id its name says when it is saved: enough to tell those of one case apart.</summary>
    public const int ShortId = 8;

    /// <summary>Each is in memory as a whole, as it came and sealed: 20 MB.</summary>
    private const int AtOnceMax = 16;

    private readonly SemaphoreSlim _room = new(AtOnceMax);

    public async Task<(PaperFile? Sent, Refusal? Refusal)> Send(
        string reference, string? kind, RequestFacts request, HttpRequest http, CancellationToken ct)
    {
        // Before ten megabytes are read of somebody who may not send them.
        var (key, _, stop) = await cases.Find(reference, CaseAction.ProvidePapers, request.Caller, ct);
        if (stop is not null)
        {
            return (null, stop);
        }

        var faults = new FaultList();
        var paper = faults.Text("kind", kind);
        if (faults.Any || store is null)
        {
            return (null, faults.Any ? faults.Refusal : PaperFileRefusals.NoStore);
        }

        return await InTurn(async () =>
            await BoundedBody.Read(http, BytesMax, ct) is not { } contents ? (null, PaperFileRefusals.TooLarge.With($"{MegaBytesMax}"))
            : PaperKinds.Find(http.ContentType, contents) is not { } format ? (null, PaperFileRefusals.Unreadable)
            : await Keep(store, key, paper, format, contents, request, ct));
    }

    public async Task<(ImmutableArray<PaperFile> Files, bool IsQuiet, Refusal? Refusal)> List(string reference, Caller caller, CancellationToken ct)
    {
        var (key, @case, refusal) = await cases.Find(reference, CaseAction.ReadPersons, caller, ct);
        if (refusal is not null)
        {
            return ([], false, refusal);
        }

        await recorder.Record(key, @case, caller, ReadVia.List, ReadField.Case);

        // Of who was erased nothing is left to be opened.
        return (@case.IsErased ? [] : @case.PaperFiles, CaseView.IsQuiet(@case, caller), null);
    }

    public async Task<(byte[]? Contents, PaperFormat Format, Refusal? Refusal)> Read(string reference, string id, Caller caller, CancellationToken ct)
    {
        var (key, @case, refusal) = await cases.Find(reference, CaseAction.ReadPersons, caller, ct);
        var file = @case.PaperFiles.FirstOrDefault(f => f.Id == id);
        refusal ??= @case.IsErased ? RetentionRefusals.PersonErased
            : file is null ? PaperFileRefusals.NotFound
            : store is null ? PaperFileRefusals.NoStore
            : null;

        return refusal is not null ? (null, default, refusal) : await InTurn(() => Open(store!, new PaperName(key, id), file!, @case, caller, ct));
    }

    /// <returns>Why not; null when it was done.</returns>
    public async Task<Refusal?> TakeBack(string reference, string id, RequestFacts request, CancellationToken ct)
    {
        var (key, _, stop) = await cases.Find(reference, CaseAction.ProvidePapers, request.Caller, ct);

        return stop ?? (await entities.Execute(Case.Type, key, new TakeBackPaperFile(id), request.Caller, request.Identity([]), request.IfVersion, ct))
            .Refusal;
    }

    public void Dispose() => _room.Dispose();

    private async Task<(PaperFile? Sent, Refusal? Refusal)> Keep(
        IPaperStore store, EntityKey key, string kind, PaperFormat format, byte[] contents, RequestFacts request, CancellationToken ct)
    {
        var (name, secret, digest) = (new PaperName(key, PaperName.DrawId()), PaperSeal.DrawKey(), SHA256.HashData(contents));
        var command = new SendPaperFile(name.Id, kind, format, contents.Length, secret, Convert.ToHexStringLower(digest));
        await store.Put(name, PaperSeal.Seal(contents, secret, name), ct);
        var isKept = false;
        try
        {
            byte[] fingerprint = SHA256.HashData([.. digest, .. Encoding.UTF8.GetBytes(kind)]);
            var outcome = await entities.Execute(Case.Type, key, command, request.Caller, request.Identity(fingerprint), request.IfVersion, ct);
            isKept = outcome.Refusal is null && outcome.State.PaperFiles.Any(f => f.Id == name.Id);

            return outcome.Refusal is { } refusal ? (null, refusal)
                : SendPaperFile.FindSent(outcome.State, kind, command.Digest, request.Caller.User) is { } sent ? (sent, null)
                : (null, RetentionRefusals.PersonErased);
        }
        catch (Exception ex) when (ex is StoreUnavailableException or ConcurrencyException or OperationCanceledException)
        {
            // Whether the case names it is not known, so it stays; the sweep looks again.
            isKept = true;
            throw;
        }
        finally
        {
            if (!isKept)
            {
                await TryRemove(store, name);
            }
        }
    }

    /// <summary>What can't be removed now is removed by the sweep; the answer does not wait for it.</summary>
    private static async Task TryRemove(IPaperStore store, PaperName name)
    {
        try
        {
            await store.Remove(name, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The case does not name it, so nobody is shown it.
        }
    }

    private async Task<(byte[]? Contents, PaperFormat Format, Refusal? Refusal)> Open(
        IPaperStore store, PaperName name, PaperFile file, Case @case, Caller caller, CancellationToken ct)
    {
        if (await store.Find(name, ct) is not { } box)
        {
            return (null, default, PaperFileRefusals.NotFound);
        }

        var contents = PaperSeal.Open(box, file.Key, name);
        if (!file.Seen && file.By.User != caller.User
            && (await entities.Execute(Case.Type, name.Entity, new SeePaperFile(file.Id), caller, null, null, ct)).Refusal is { } refusal)
        {
            return (null, default, refusal);
        }

        await recorder.Record(name.Entity, @case, caller, ReadVia.Get, ReadField.Paper);

        return (contents, file.Format, null);
    }

    /// <summary>So many are worked on at once as there is memory for; who comes then is told so.</summary>
    private async Task<T> InTurn<T>(Func<Task<T>> work)
    {
        if (!await _room.WaitAsync(TimeSpan.Zero))
        {
            throw new StoreOverloadedException("As many files are worked on as there is memory for.");
        }

        try
        {
            return await work();
        }
        finally
        {
            _room.Release();
        }
    }
}
