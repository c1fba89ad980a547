using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Tokens;
using SharedConsular.Api.Worlds;
using SharedConsular.Policies;
using SharedConsular.Posts;
using SharedConsular.Runtime;
using SharedConsular.Services;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Tenants;

/// <summary>Plans, applies, gives back and puts back the folders of tenants.</summary>
internal sealed class TenantDesk(
    EntityRuntime entities, IEventStore store, WorldKeeper worlds, SignInServices signIn, TimeProvider time) : IDisposable
{
    /// <summary>The kind of kept document a file of a folder is.</summary>
    private const string FileKind = "tenant-file";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>One folder at a time: whether an issuer is taken is a question to all tenants at once.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<(TenantBook Book, long Version)> Find(TenantId tenant, CancellationToken ct) =>
        await entities.Find(TenantBook.Type, TenantBook.KeyOf(tenant), ct) is { } found ? (found.State, found.Version) : (TenantBook.Type.Initial, 0);

    /// <summary>What applying these files would change, or why they can't be applied. Stores nothing.</summary>
    public async Task<(TenantDraft? Draft, Refusal? Refusal)> Plan(
        TenantId tenant, IReadOnlyDictionary<string, byte[]> files, RequestFacts request, CancellationToken ct)
    {
        var (book, _) = await Find(tenant, ct);
        var world = worlds.Current;
        var load = TenantFolder.Read(files, tenant, world, time.Today());
        if (load.Settings is not { } settings)
        {
            return (null, TenantRefusals.FolderRefused.At([.. load.Faults.Where(f => f.Level is PolicyFaultLevel.Error).Select(FaultOf)]));
        }

        if (signIn.FindTaken(tenant, settings, world) is { } taken)
        {
            return (null, TenantRefusals.IssuerTaken.With(taken));
        }

        ImmutableArray<TenantFile> named =
            [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new TenantFile(f.Key, Convert.ToHexStringLower(SHA256.HashData(f.Value))))];
        var before = book.Current?.Files ?? [];

        return (new TenantDraft(
            book, settings, named, TenantPlan.Between(book.Settings, settings),
            [.. named.Except(before).Concat(before.Except(named)).Select(f => f.Name).Distinct().Order(StringComparer.Ordinal)],
            await FindOverridden(tenant, settings, ct),
            [.. load.Faults.Select(f => f.ToString())],
            LockOut.Threatens(request.User, request.Caller, tenant, settings)), null);
    }

    /// <summary>Puts the files in force, all of them or none.</summary>
    public async Task<(TenantDraft? Draft, Outcome<TenantBook, TenantEvent>? Outcome, Refusal? Refusal)> Apply(
        TenantId tenant, TenantApplication application, RequestFacts request, byte[] fingerprint, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var files = application.Files;
            var (draft, refusal) = await Plan(tenant, files, request, ct);
            if (draft is null)
            {
                return (null, null, refusal);
            }

            if (draft.LocksOut && !application.LockOutAccepted)
            {
                return (draft, null, TenantRefusals.LocksYouOut);
            }

            foreach (var file in draft.Files)
            {
                await store.Keep(FileKind, file.Hash, files[file.Name], ct);
            }

            var outcome = await entities.Execute(
                TenantBook.Type, TenantBook.KeyOf(tenant), new ApplyTenant(tenant, draft.Settings, draft.Files, application.PutBack), request.Caller,
                request.Identity(fingerprint), request.IfVersion, ct);
            if (outcome.Refusal is null)
            {
                await worlds.Refresh(ct);
            }

            return (draft, outcome, outcome.Refusal);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The files of a version, byte by byte as they were applied.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadFiles(TenantVersion version, CancellationToken ct)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in version.Files)
        {
            var kept = await store.FindKept(FileKind, file.Hash, ct) ?? throw new InvalidOperationException("A folder was applied without its files.");
            files[file.Name] = kept.ToArray();
        }

        return files;
    }

    public static SortedDictionary<string, byte[]> BytesOf(IReadOnlyDictionary<string, string> texts) =>
        new(texts.ToDictionary(t => t.Key, t => Utf8.GetBytes(t.Value)), StringComparer.Ordinal);

    public static SortedDictionary<string, string> TextsOf(IReadOnlyDictionary<string, byte[]> files) =>
        new(files.ToDictionary(f => f.Key, f => Utf8.GetString(f.Value)), StringComparer.Ordinal);

    public void Dispose() => _turn.Dispose();

    /// <summary>What was recorded singly and hides what the folder says about the same thing.</summary>
    private async Task<ImmutableArray<string>> FindOverridden(TenantId tenant, TenantSettings settings, CancellationToken ct)
    {
        var posts = (await entities.Find(PostBook.Type, PostBook.KeyOf(tenant), ct))?.State.Posts.Keys ?? [];
        var services = (await entities.Find(ServiceBook.Type, ServiceBook.KeyOf(tenant), ct))?.State.Services.Keys ?? [];

        return
        [
            .. settings.Posts.Select(p => p.Id).Intersect(posts).Select(id => $"post {id}"),
            .. settings.Services.Select(s => s.Id).Intersect(services).Select(id => $"service {id}"),
        ];
    }

    private static Fault FaultOf(PolicyFault fault) => new($"#/files/{fault.File}", fault.Code, $"line {fault.Line}: {fault.Message}");
}

/// <summary>Files that are to come into force.</summary>
/// <param name="PutBack">The earlier version they are, if they are one.</param>
/// <param name="LockOutAccepted">Whether the caller may lose their own way in by it.</param>
internal sealed record TenantApplication(IReadOnlyDictionary<string, byte[]> Files, int? PutBack, bool LockOutAccepted);

/// <summary>A folder that was read and found good, and what it would change.</summary>
/// <param name="Texts">The names of files whose text differs.</param>
/// <param name="LocksOut">Whether the caller's own token would not be an administrator's any more.</param>
internal sealed record TenantDraft(
    TenantBook Before,
    TenantSettings Settings,
    ImmutableArray<TenantFile> Files,
    ImmutableArray<SettingChange> Changes,
    ImmutableArray<string> Texts,
    ImmutableArray<string> Overridden,
    ImmutableArray<string> Warnings,
    bool LocksOut);
