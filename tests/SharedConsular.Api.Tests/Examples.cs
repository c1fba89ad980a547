using SharedConsular.Contracts;

namespace SharedConsular.Api.Tests;

/// <summary>People in need, as real data has them: Estonia has no post in Ecuador, where Germany, Spain and France do.</summary>
internal static class Examples
{
    /// <summary>An Estonian who lost her passport in Quito.</summary>
    public static RoutingRequest LostPassport { get; } = new([new("ee")], "ec", "emergency_travel_document", "urgent");

    /// <summary>A Canadian held in Vanuatu, where Australia may act for Canada.</summary>
    public static RoutingRequest Detained { get; } = new([new("ca")], "vu", "detention");

    public static OpenCaseRequest Application(RoutingRequest? need = null, string name = "Mari Tamm", string? party = "de", string? applicant = null) =>
        new(need ?? LostPassport, [new PersonContract([new PersonNameContract(name)], new DateOnly(1990, 2, 3))], party, Place: "Hotel Quito, room 12", Applicant: applicant);

    /// <summary>A name nobody else in the store has.</summary>
    public static string UniqueName(string family) => $"{string.Concat(Guid.NewGuid().ToString("N").Where(char.IsAsciiLetterLower))} {family}";

    /// <summary>A login nobody else in the store has, so that tests may share one store.</summary>
    public static string UniqueUser() => $"u{Guid.NewGuid():N}"[..20];

    public static async Task<CaseResponse> CaseInHand(this PlatformServer server, RoutingRequest? need = null, string party = "de", string? name = null)
    {
        var person = server.Person("ee", UniqueUser());
        var opened = await person.OpenCase(Application(need, name ?? UniqueName("Tamm"), party));

        return (await server.Officer(party).Accept(opened.Reference)).Case;
    }
}
