using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SharedConsular.Api.Keys;
using SharedConsular.Api.Requests;
using SharedConsular.Api.Telemetry;
using SharedConsular.Runtime;

namespace SharedConsular.Api.Limits;

/// <summary>
/// Lets in as many registrations as the store keeps up with, each home state its fair share of them. Who is turned away is told
/// when to come again, and gets a signed ticket with the moment of her first try: a part of the places is for those who have
/// waited, and the longer somebody waited the sooner she is asked back.
/// </summary>
internal sealed class IntakeGate(PlatformOptions options, IEventStore documents, IRootKey root, QueueAge queue, TimeProvider time) : IDisposable
{
    public const string TicketHeader = "Waiting-Room";

    private const string KeyPurpose = "waiting-room-key";
    private const int SignatureBytes = 12;

    /// <summary>Of all places, the part that only who has waited may take: a quarter.</summary>
    private const int WaitedPart = 4;

    private static readonly TimeSpan TicketValid = TimeSpan.FromHours(12);
    private static readonly TimeSpan WaitMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(15);

    private readonly InstallationKey _key = new(documents, root, KeyPurpose);
    private readonly FairShares _open = new(Math.Max(1, options.IntakeAtOnceMax - (options.IntakeAtOnceMax / WaitedPart)));
    private readonly FairShares _waited = new(Math.Max(1, options.IntakeAtOnceMax / WaitedPart));

    /// <summary>Registers when there is a place, and says when to come again when there is none. Nothing waits inside.</summary>
    public async Task<IResult> Pass(HttpContext http, TenantId home, Func<Task<IResult>> register)
    {
        var first = await ReadTicket(http.Request.Headers[TicketHeader].ToString(), http.RequestAborted);
        var shares = _open.TryEnter(home.Value) ? _open : first is not null && _waited.TryEnter(home.Value) ? _waited : null;
        if (shares is null)
        {
            return await TurnAway(http, first ?? time.GetUtcNow());
        }

        PlatformTelemetry.LetIn(shares == _waited ? time.GetUtcNow() - first : null);
        if (first is { } since)
        {
            queue.Came(time.GetUtcNow() - since);
        }

        try
        {
            return await register();
        }
        catch (StoreOverloadedException)
        {
            // Nothing was stored: the same answer as at the door, and the place in the row is kept.
            return await TurnAway(http, first ?? time.GetUtcNow());
        }
        finally
        {
            shares.Leave(home.Value);
            PlatformTelemetry.Left();
        }
    }

    public void Dispose() => _key.Dispose();

    private async Task<IResult> TurnAway(HttpContext http, DateTimeOffset first)
    {
        PlatformTelemetry.TurnedAway();
        var waited = time.GetUtcNow() - first;
        queue.Came(waited);
        var wait = WaitMax - waited > WaitMin ? WaitMax - waited : WaitMin;
        http.Response.Headers[TicketHeader] = await Ticket(first, http.RequestAborted);

        return new BusyResult(wait);
    }

    private async Task<string> Ticket(DateTimeOffset first, CancellationToken ct)
    {
        var moment = first.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        return $"{moment}.{Sign(moment, await _key.Get(ct))}";
    }

    /// <returns>When its bearer first tried; null for a ticket that is none of ours, or too old.</returns>
    private async Task<DateTimeOffset?> ReadTicket(string ticket, CancellationToken ct)
    {
        const int lengthMax = 60;
        if (ticket.Length is 0 or > lengthMax || ticket.Split('.') is not [var moment, var signature]
            || !long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(moment, await _key.Get(ct))), Encoding.ASCII.GetBytes(signature)))
        {
            return null;
        }

        var first = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

        return first + TicketValid > time.GetUtcNow() ? first : null;
    }

    private static string Sign(string moment, byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(moment)).AsSpan(0, SignatureBytes));

    private sealed class BusyResult(TimeSpan wait) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.OnStarting(() =>
            {
                httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);

                return Task.CompletedTask;
            });
            await RequestRefusals.IntakeBusy.ToHttp().ExecuteAsync(httpContext);
        }
    }
}
