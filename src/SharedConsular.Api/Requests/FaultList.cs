using System.Globalization;
using SharedConsular.Routing;
using SharedConsular.Tenants;

namespace SharedConsular.Api.Requests;

/// <summary>Reads the parts of a request and collects every fault with its place, so that a person corrects them in one go.</summary>
internal sealed class FaultList
{
    /// <summary>No more faults are listed than a person can read.</summary>
    private const int FaultsMax = 50;

    /// <summary>Longer than any name, note or address seen on a form.</summary>
    public const int TextLengthMax = 500;

    private readonly List<Fault> _faults = [];

    public bool Any => _faults.Count > 0;

    public Refusal Refusal => RequestRefusals.Faulty.At([.. _faults]);

    public void Add(string pointer, string code, string message, string? argument = null)
    {
        if (_faults.Count < FaultsMax)
        {
            _faults.Add(new Fault(pointer, code, message) { Argument = argument });
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string pointer, string? text, int lengthMax = TextLengthMax)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(pointer, "missing", "This must be filled in.");
            return "";
        }

        return Bounded(pointer, text, lengthMax);
    }

    /// <summary>A whole file as text, with whatever stands in it.</summary>
    public string Content(string pointer, string? text, int lengthMax)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(pointer, "missing", "This must be filled in.");
        }
        else if (text.Length > lengthMax)
        {
            var limit = lengthMax.ToString(CultureInfo.InvariantCulture);
            Add(pointer, "too-long", $"At most {limit} characters are taken.", limit);
        }

        return text ?? "";
    }

    public string? OptionalText(string pointer, string? text, int lengthMax = TextLengthMax) =>
        string.IsNullOrWhiteSpace(text) ? null : Bounded(pointer, text, lengthMax);

    /// <summary>A state or operator of this world.</summary>
    public TenantId State(string pointer, string? code, World world)
    {
        if (TenantId.Parse(code) is { } id && world.FindTenant(id) is not null)
        {
            return id;
        }

        Add(pointer, code is null ? "missing" : "unknown-state", code is null
            ? "Name a state by its two-letter code, for example ke."
            : "This is not the two-letter code (ISO 3166-1 alpha-2, lower case) of a state, nor an operator of the platform.");

        return TenantId.Installation;
    }

    public TenantId? OptionalState(string pointer, string? code, World world) => code is null ? null : State(pointer, code, world);

    public SharedConsular.Services.Service? Service(string pointer, string? id, World world, TenantId? state = null)
    {
        var service = id is null ? null : world.FindService(id, state);
        if (service is null)
        {
            Add(pointer, id is null ? "missing" : "unknown-service", id is null
                ? "Name a service, for example emergency_travel_document."
                : "The catalogue has no such service; GET /v1/services lists them.");
        }

        return service;
    }

    /// <summary>One word of a closed list; the fallback when it was left out.</summary>
    public T Word<T>(string pointer, string? word, T? fallback = null)
        where T : struct, Enum
    {
        if (word is null && fallback is { } value)
        {
            return value;
        }

        if (Words.Parse<T>(word) is { } parsed)
        {
            return parsed;
        }

        var known = string.Join(", ", Enum.GetValues<T>().Select(v => Words.Of(v)));
        Add(pointer, word is null ? "missing" : "unknown-word", $"Use one of: {known}.", known);

        return default;
    }

    public Position? Position(string pointer, double? latitude, double? longitude)
    {
        if (latitude is null && longitude is null)
        {
            return null;
        }

        var position = latitude is { } lat && longitude is { } lon ? SharedConsular.Tenants.Position.Parse(lat, lon) : null;
        if (position is null)
        {
            Add(pointer, "not-a-position", "Give latitude from -90 to 90 and longitude from -180 to 180 in degrees.");
        }

        return position?.Coarse();
    }

    public void AtMost<T>(string pointer, IReadOnlyCollection<T>? items, int max)
    {
        if (items?.Count > max)
        {
            var limit = max.ToString(CultureInfo.InvariantCulture);
            Add(pointer, "too-many", $"At most {limit} entries are taken.", limit);
        }
    }

    private string Bounded(string pointer, string text, int lengthMax)
    {
        if (text.Length > lengthMax)
        {
            var limit = lengthMax.ToString(CultureInfo.InvariantCulture);
            Add(pointer, "too-long", $"At most {limit} characters are taken.", limit);
            return "";
        }

        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        {
            Add(pointer, "control-character", "The text holds characters that can't be shown.");
            return "";
        }

        return text.Trim();
    }
}
