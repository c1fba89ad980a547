using System.Collections.Immutable;
using System.Globalization;
using SharedConsular.Access;
using SharedConsular.Cases;
using SharedConsular.Handovers;
using SharedConsular.Households;

namespace SharedConsular.Messages;

/// <summary>Something a person should be told. What to say, where and whether at all is found out when it is to be sent: her rule may change.</summary>
/// <param name="Person">Its place in the case, from 0.</param>
/// <param name="Party">Who serves: its name is in the message, unless that must be neutral.</param>
/// <param name="Until">When an answer comes too late; null when none is waited for.</param>
public sealed record PersonNews(Occasion Occasion, int Person, TenantId Party, DateTimeOffset At, DateTimeOffset? Until = null)
{
    public const string OfCase = "case.person-news";
    public const string OfHousehold = "household.person-news";

    /// <summary>What follows from one event of a case; the state is the one after it. Nobody is written to who can't be: the case shows that.</summary>
    internal static ImmutableArray<OutboxMessage> Of(EntityKey key, Case @case, CaseEvent @event)
    {
        if (FindOccasion(@event) is not { } occasion || @case.Owner is not { } owner)
        {
            return [];
        }

        var messages = ImmutableArray.CreateBuilder<OutboxMessage>();
        foreach (var (place, person) in @case.Persons.Index())
        {
            if (person is { Contact: not null, Reach: { } rule } && rule.Channels.Any(IsWritten))
            {
                messages.Add(new OutboxMessage(
                    OfCase, string.Create(CultureInfo.InvariantCulture, $"{key}/person-{place}"), new PersonNews(occasion, place, owner, @event.At)));
            }
        }

        return messages.DrainToImmutable();
    }

    /// <summary>The same of a household, which is reached by the one contact it gave.</summary>
    internal static ImmutableArray<OutboxMessage> Of(EntityKey key, Household household, HouseholdEvent @event)
    {
        (Occasion Occasion, DateTimeOffset? Until)? news = household.Contact is null ? null : @event switch
        {
            HouseholdRegistered { ByFile: true } => (Occasion.RegisteredByFile, null),
            SeatsPromised promised => (Occasion.SeatsOffered, promised.Promise?.Until),
            PromiseConfirmed => (Occasion.SeatsConfirmed, null),
            PromiseRouteChanged route => (route.IsShut ? Occasion.RouteClosed : Occasion.RouteOpened, null),
            PromiseEnded { End: PromiseEnd.Lapsed } => (Occasion.OfferLapsed, null),
            PromiseEnded { End: PromiseEnd.Withdrawn } => (Occasion.OfferWithdrawn, null),
            _ => null,
        };

        return news is var (occasion, until)
            ? [new OutboxMessage(OfHousehold, $"{key}/person-0", new PersonNews(occasion, 0, key.Tenant, @event.At, until))]
            : [];
    }

    /// <summary>Whether the platform itself can use the channel; the others are for officers.</summary>
    internal static bool IsWritten(ContactChannel channel) => channel is ContactChannel.Email or ContactChannel.TextMessage;

    private static Occasion? FindOccasion(CaseEvent @event) => @event switch
    {
        CaseOpened => Occasion.CaseOpened,
        PapersAskedFor => Occasion.PapersAsked,
        CaseDecided => Occasion.Decided,
        HandoverAccepted or CaseReturned or CaseRecalled => Occasion.HandedOver,
        DocumentIssued => Occasion.Issued,
        DocumentDelivered => Occasion.Delivered,
        ComplaintAnswered => Occasion.ComplaintAnswered,
        _ => null,
    };
}
