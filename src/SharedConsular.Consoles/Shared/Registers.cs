using SharedConsular.Consoles.Shared.Languages;

namespace SharedConsular.Consoles.Shared;

/// <summary>The states and the catalogue of services, as the API gives them to anybody; asked anew now and then.</summary>
public sealed class Registers(TimeProvider time)
{
    /// <summary>So long a new name of a state or a service may go unseen in a list of choices.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private Kept? _kept;

    /// <summary>The states, in the order of their names in a language.</summary>
    public async Task<IReadOnlyList<Option>> States(Visit visit) => (await Get(visit)).States[visit.Language.Code];

    public async Task<IReadOnlyDictionary<string, string>> StateNames(Visit visit) => (await States(visit)).ToDictionary(s => s.Value, s => s.Text);

    public async Task<string> StateName(Visit visit, string? code) =>
        (await States(visit)).FirstOrDefault(s => s.Value == code)?.Text ?? code ?? "";

    /// <summary>The services of the catalogue, in the order of their names in a language.</summary>
    public async Task<IReadOnlyList<Option>> Services(Visit visit) => (await Get(visit)).Services[visit.Language.Code];

    /// <summary>Those that may stand in an address: whom somebody at home beats, no history may say.</summary>
    public async Task<IReadOnlyList<Option>> OpenServices(Visit visit)
    {
        var kept = await Get(visit);

        return [.. kept.Services[visit.Language.Code].Where(s => !kept.Protected.Contains(s.Value))];
    }

    public async Task<bool> IsProtected(Visit visit, string? service) => service is not null && (await Get(visit)).Protected.Contains(service);

    public async Task<string> ServiceName(Visit visit, string? id) =>
        (await Services(visit)).FirstOrDefault(s => s.Value == id)?.Text ?? id ?? "";

    private async Task<Kept> Get(Visit visit)
    {
        if (_kept is { } kept && time.GetElapsedTime(kept.At) < KeptFor)
        {
            return kept;
        }

        var states = (await visit.Api.ListStates(visit.Stop)).Value.Items;
        var services = (await visit.Api.ListServices(null, visit.Stop)).Value.Items;

        return _kept = new Kept(
            ByLanguage(l => states.Select(s => new Option(s.Code, NameIn(s.Names, l)))),
            ByLanguage(l => services.Select(s => new Option(s.Id, NameIn(s.Names, l)))),
            [.. services.Where(s => s.Category is "protection").Select(s => s.Id)],
            time.GetTimestamp());
    }

    private static Dictionary<string, Option[]> ByLanguage(Func<string, IEnumerable<Option>> options) =>
        Language.All.ToDictionary(l => l.Code, l => options(l.Code).OrderBy(o => o.Text, StringComparer.OrdinalIgnoreCase).ToArray());

    private static string NameIn(IReadOnlyDictionary<string, string> names, string language) => names.GetValueOrDefault(language) ?? names["en"];

    private sealed record Kept(Dictionary<string, Option[]> States, Dictionary<string, Option[]> Services, HashSet<string> Protected, long At);
}
