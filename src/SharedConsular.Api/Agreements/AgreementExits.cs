using SharedConsular.Agreements;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Agreements;

/// <summary>
/// When an agreement is suspended or ends, each case that is open under it meets the exit rule. Cases that met it are
/// not changed again, so the message may come twice.
/// </summary>
internal sealed class AgreementExits(EntityRuntime entities, ListReader lists, WorldKeeper worlds) : IOutboxConsumer
{
    private const int PageSize = 200;

    /// <summary>More pages than a platform of ten million open cases needs.</summary>
    private const int PagesMax = 50_000;

    public IReadOnlyCollection<string> Topics { get; } = ["agreement.stopped"];

    public async Task Deliver(StoredMessage message, CancellationToken ct)
    {
        var stopped = StoredJson.Read<AgreementStopped>(message.Body.Span);
        // Another node may have stopped it, a moment ago.
        await worlds.Refresh(ct);
        if (worlds.Current.FindAgreement(stopped.AgreementId) is not { } agreement)
        {
            return;
        }

        string? cursor = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var query = new ListQuery(TenantId.Installation.Value, CaseListRow.ByAgreement)
            {
                Terms = [$"agreement:{agreement.Id}"],
                Cursor = cursor,
                PageSize = PageSize,
            };
            if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var found })
            {
                return;
            }

            foreach (var row in found.Rows)
            {
                await Apply(row.Entity, agreement, ct);
            }

            if ((cursor = found.Next) is null)
            {
                return;
            }
        }
    }

    private async Task Apply(EntityKey key, Agreement agreement, CancellationToken ct)
    {
        if (await entities.Find(Case.Type, key, ct) is not { } found)
        {
            return;
        }

        var command = new ApplyAgreementExit(agreement.Id, agreement.Exit, worlds.Current.CalendarOf(found.State.Owner ?? key.Tenant));
        await entities.Execute(Case.Type, key, command, Caller.System, null, null, ct);
    }
}
