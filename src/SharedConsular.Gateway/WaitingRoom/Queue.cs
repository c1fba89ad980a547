using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SharedConsular.Gateway.WaitingRoom;

/// <summary>
/// The row of those who want to register in a crisis. So many pass in a second; whoever comes when they have passed gets the next
/// number, and passes when it is called. A number is signed, so that nobody writes one that is better, and passes once.
/// </summary>
/// <remarks>Each gateway has a row of its own; a number of another gateway, or from before a restart, is a new arrival here.</remarks>
internal sealed class Queue(GatewayOptions options, TimeProvider time)
{
    /// <summary>Past this many, a number could not be called within hours; people are told to come again instead.</summary>
    public const int WaitingMax = 1_000_000;

    /// <summary>A number that was called is kept this long for who comes back late; a bad line needs some time.</summary>
    public static readonly TimeSpan CalledFor = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan WaitMin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    private const int SignatureBytes = 12;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly ConcurrentDictionary<long, byte> _passed = new();
    private readonly Lock _gate = new();
    private double _free = options.IntakePerSecondMax;
    private long _last;
    private long _called;
    private long _forgotten;
    private long _at = time.GetTimestamp();

    /// <summary>How many have a number that was not called yet.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate)
            {
                Call();

                return _last - _called;
            }
        }
    }

    /// <summary>Lets somebody pass, or gives her a number and says how long it will take.</summary>
    /// <param name="ticket">The number she was given before; null or nonsense is a new arrival.</param>
    /// <param name="passes">Whether she goes through with it now; else she only looks whether she may.</param>
    public Place Enter(string? ticket, bool passes)
    {
        var number = Read(ticket);
        lock (_gate)
        {
            Call();
            if (number is { } known && known > _forgotten && !_passed.ContainsKey(known))
            {
                return known > _called ? Wait(known) : Pass(known, passes);
            }

            if (_last == _called && _free >= 1)
            {
                // Nobody waits: who only looks gets a number that is called already, and passes with it later.
                _free--;
                (_last, _called) = (_last + 1, _called + 1);

                return Pass(_last, passes);
            }

            return _last - _called >= WaitingMax ? new Place(false, null, WaitMax, 0) : Wait(++_last);
        }
    }

    private Place Pass(long number, bool passes)
    {
        if (passes)
        {
            _passed[number] = 0;
        }

        return new Place(true, Sign(number), TimeSpan.Zero, 0);
    }

    private Place Wait(long number)
    {
        var ahead = number - _called;
        var wait = TimeSpan.FromSeconds((double)ahead / options.IntakePerSecondMax);

        return new Place(false, Sign(number), wait < WaitMin ? WaitMin : wait > WaitMax ? WaitMax : wait, ahead);
    }

    /// <summary>Calls as many numbers as there was time for; what nobody needs of it is kept for one second at most.</summary>
    private void Call()
    {
        var now = time.GetTimestamp();
        _free = Math.Min(options.IntakePerSecondMax, _free + (time.GetElapsedTime(_at, now).TotalSeconds * options.IntakePerSecondMax));
        _at = now;
        var called = Math.Min(_last - _called, (long)_free);
        (_called, _free) = (_called + called, _free - called);
        Forget();
    }

    /// <summary>Numbers called so long ago that nobody comes back with them.</summary>
    private void Forget()
    {
        var until = _called - (long)(CalledFor.TotalSeconds * options.IntakePerSecondMax);
        for (; _forgotten < until; _forgotten++)
        {
            _passed.TryRemove(_forgotten + 1, out _);
        }
    }

    private string Sign(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);

        return $"{text}.{SignatureOf(text)}";
    }

    private long? Read(string? ticket)
    {
        const int lengthMax = 60;

        return ticket is { Length: > 0 and <= lengthMax } && ticket.Split('.') is [var text, var signature]
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SignatureOf(text)), Encoding.ASCII.GetBytes(signature))
                ? number
                : null;
    }

    private string SignatureOf(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)).AsSpan(0, SignatureBytes));
}

/// <param name="MayPass">Whether she goes on to a node.</param>
/// <param name="Ticket">Her number, to come back with; null when there is no room even to wait.</param>
/// <param name="Wait">When to come back.</param>
/// <param name="Ahead">How many are before her, herself counted.</param>
internal sealed record Place(bool MayPass, string? Ticket, TimeSpan Wait, long Ahead);
