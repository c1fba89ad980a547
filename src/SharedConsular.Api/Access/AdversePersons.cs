using SharedConsular.Access;
using SharedConsular.Api.Worlds;
using SharedConsular.Cases;
using SharedConsular.Runtime;
using SharedConsular.Staff;

namespace SharedConsular.Api.Access;

/// <summary>
/// Finds in the staff books whom cases name: all who fit when a case names somebody, and all cases that name her when a book
/// says something new. Until then the case itself compares each caller with what the book says of her.
/// </summary>
internal sealed class AdversePersons(EntityRuntime entities, ListReader lists, WorldKeeper worlds) : IOutboxConsumer
{
    private const int PageSize = 200;

    /// <summary>More pages than there are cases with somebody named in an installation of ten million.</summary>
    private const int PagesMax = 5_000;

    public IReadOnlyCollection<string> Topics { get; } = [AdversePersonNamed.Topic, StaffMemberSaid.Topic];

    public Task Deliver(StoredMessage message, CancellationToken ct) => message.Topic == StaffMemberSaid.Topic
        ? FindCases(StoredJson.Read<StaffMemberSaid>(message.Body.Span), ct)
        : FindStaff(StoredJson.Read<AdversePersonNamed>(message.Body.Span).Case, ct);

    private async Task FindStaff(EntityKey key, CancellationToken ct)
    {
        if (await entities.Find(Case.Type, key, ct) is not { State: var @case })
        {
            return;
        }

        var parties = @case.AdversePersons.Any(p => p.Party is null)
            ? [.. worlds.Current.Tenants.ToArray().Select(t => t.Id)]
            : @case.AdversePersons.Select(p => p.Party!).Distinct().ToArray();
        foreach (var party in parties)
        {
            var book = await entities.Find(StaffBook.Type, StaffBook.KeyOf(party), ct);
            foreach (var member in book?.State.Members ?? [])
            {
                await Recognise(key, party, member, ct);
            }
        }
    }

    private async Task FindCases(StaffMemberSaid said, CancellationToken ct)
    {
        if ((await entities.Find(StaffBook.Type, StaffBook.KeyOf(said.Tenant), ct))?.State.FindMember(said.User) is not { } member)
        {
            return;
        }

        var query = new ListQuery(TenantId.Installation.Value, AdversePerson.List) { PageSize = PageSize };
        for (var page = 0; page < PagesMax; page++)
        {
            if (await lists.Read(query, ct) is not ListAnswer.Read { Page: var found })
            {
                return;
            }

            foreach (var row in found.Rows)
            {
                await Recognise(row.Entity, said.Tenant, member, ct);
            }

            if (found.Next is null)
            {
                return;
            }

            query = query with { Cursor = found.Next };
        }
    }

    private async Task Recognise(EntityKey key, TenantId party, StaffMember member, CancellationToken ct)
    {
        if (await entities.Find(Case.Type, key, ct) is { State: var @case }
            && @case.AdversePersons.Any(p => p.Is(new Caller(party, member.User, Role.Officer) { Staff = member })))
        {
            await entities.Execute(Case.Type, key, new RecogniseAdversePerson(party, member), Caller.System, null, null, ct);
        }
    }
}
