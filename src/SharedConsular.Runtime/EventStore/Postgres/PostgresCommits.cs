namespace SharedConsular.Runtime.Postgres;

/// <summary>
/// Writes batches of commits. A batch is looked at and written in two trips; whoever turns out to have lost a race is left out,
/// and the rest is written without them.
/// </summary>
internal sealed class PostgresCommits(PostgresDatabase database)
{
    /// <summary>
    /// Every transaction that gives out positions holds this lock together with the others; who must know that none is under way
    /// takes it alone.
    /// </summary>
    public const long PositionsLock = 0x5348_4152_4544_0002;

    /// <summary>How often a batch is tried whole before its commits go one by one.</summary>
    private const int AttemptsMax = 8;

    public async Task<IReadOnlyList<CommitResult>> Write(IReadOnlyList<Commit> batch, CancellationToken ct)
    {
        var results = new CommitResult?[batch.Count];
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await TryWrite(batch, results, ct).ConfigureAwait(false))
            {
                return [.. results.Select(r => r ?? CommitResult.Stored)];
            }
        }

        // Others keep winning against somebody in here.
        for (var i = 0; i < results.Length; i++)
        {
            results[i] ??= batch.Count == 1 || IsLostBefore(batch, results, i)
                ? CommitResult.LostRace
                : (await Write([batch[i]], ct).ConfigureAwait(false))[0];
        }

        return [.. results.Select(r => r!.Value)];
    }

    /// <summary>
    /// Writes all that are not known to have lost. False, and nothing is written, when more of them have; they are marked unless
    /// it only shows the next time.
    /// </summary>
    private async Task<bool> TryWrite(IReadOnlyList<Commit> batch, CommitResult?[] results, CancellationToken ct)
    {
        try
        {
            var left = Enumerable.Range(0, batch.Count).Where(i => results[i] is null).ToList();
            var scope = PostgresScope.Of(left.SelectMany(i => TenantsOf(batch[i])));

            return await database.Write(
                scope,
                async transaction =>
                {
                    var found = await PostgresFindings.Ask(transaction, [.. left.Select(i => batch[i])], ct).ConfigureAwait(false);
                    if (MarkLosers(batch, left, found, results))
                    {
                        throw new LosersFoundException();
                    }

                    var changes = new PostgresChanges(found);
                    foreach (var i in left.OrderBy(i => batch[i].Key, PostgresChanges.InOrder))
                    {
                        changes.Add(batch[i]);
                    }

                    await transaction.Run(changes.Write(), null, ct).ConfigureAwait(false);

                    return true;
                },
                ct).ConfigureAwait(false);
        }
        catch (LosersFoundException)
        {
            return false;
        }
        catch (Exception ex) when (PostgresErrors.IsRace(ex))
        {
            return false;
        }
    }

    private static bool MarkLosers(IReadOnlyList<Commit> batch, List<int> left, PostgresFindings found, CommitResult?[] results)
    {
        var versions = new Dictionary<EntityKey, long>(found.Versions);
        var failed = new HashSet<EntityKey>();
        var answered = new HashSet<AnswerKey>();
        foreach (var i in left)
        {
            var commit = batch[i];
            if (IsLostBefore(batch, results, i) || failed.Contains(commit.Key) || versions.GetValueOrDefault(commit.Key) != commit.ExpectedVersion)
            {
                results[i] = CommitResult.LostRace;
            }
            else if (commit.Answer is { Key: var key } && !(found.AnswersTaken.Contains(key) && answered.Add(key)))
            {
                results[i] = CommitResult.KeyTaken;
            }
            else
            {
                versions[commit.Key] = commit.ExpectedVersion + commit.Events.Count;
                continue;
            }

            failed.Add(commit.Key);
        }

        return failed.Count > 0;
    }

    /// <summary>Whether an earlier commit to the same stream was not stored: this one was decided on it.</summary>
    private static bool IsLostBefore(IReadOnlyList<Commit> batch, CommitResult?[] results, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (results[i] is { } result && result != CommitResult.Stored && batch[i].Key == batch[index].Key)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<TenantId> TenantsOf(Commit commit) =>
        commit.Answer is { Key.Tenant: var caller } ? [commit.Key.Tenant, caller] : [commit.Key.Tenant];

    /// <summary>Only ends the transaction.</summary>
    private sealed class LosersFoundException : Exception;
}
