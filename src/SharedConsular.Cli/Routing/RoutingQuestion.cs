using System.CommandLine;
using System.Globalization;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Routing;

/// <summary>The options that make up a routing question; <c>route</c> and <c>case open</c> take the same.</summary>
internal sealed class RoutingQuestion
{
    public Option<string[]> Nationality { get; } = new("--nationality")
    {
        Description = "Two-letter codes, with how it is shown where that is not by a document: ee,ke:claimed or lv:other_means.",
        HelpName = "state[:proof],…",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string> In { get; } = new("--in") { Description = "The state where the person is.", Required = true };

    public Option<string> Service { get; } = new("--service") { Description = "A service of the catalogue.", Required = true };

    public Option<string?> Urgency { get; } = new("--urgency") { Description = "routine (the default), urgent or extreme." };

    public Option<bool> FearsOwnState { get; } = new("--fears-own-state")
    {
        Description = "The person fears their own state: it is not asked, not told and not offered.",
    };

    public Option<double[]?> Near { get; } = new("--near")
    {
        Description = "Where in it, in degrees: -17.7,168.3.",
        HelpName = "latitude,longitude",
        CustomParser = result =>
        {
            var parts = result.Tokens[0].Value.Split(',');
            var numbers = parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
            if (numbers is [>= -90 and <= 90, >= -180 and <= 180])
            {
                return numbers;
            }

            result.AddError($"--near takes latitude,longitude in degrees, such as -17.7,168.3; not '{result.Tokens[0].Value}'.");

            return null;
        },
    };

    public Option<DateOnly?> On { get; } = TypedDate.Option("--on", "The day asked about; today when left out.");

    public Option<string?> FamilyOf { get; } = new("--family-of") { Description = "The state whose national the person is a family member of." };

    public Option<string?> RecognisedBy { get; } = new("--recognised-by") { Description = "The state that recognises a person who is a citizen of none." };

    public Option<bool> PersonObjects { get; } = new("--person-objects") { Description = "The person expressly opposes consular action." };

    public Option<bool> NoRedirect { get; } = new("--redirect-would-compromise")
    {
        Description = "Being sent on to a designated post would compromise the help.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)
            [Nationality, In, Service, Urgency, FearsOwnState, Near, On, FamilyOf, RecognisedBy, PersonObjects, NoRedirect])
        {
            command.Add(option);
        }
    }

    public RoutingRequest Read(ParseResult parsed) => new(
        NationalitiesOf(parsed),
        parsed.GetRequiredValue(In),
        parsed.GetRequiredValue(Service),
        parsed.GetValue(Urgency),
        parsed.GetValue(On),
        PositionOf(parsed),
        parsed.GetValue(FamilyOf),
        parsed.GetValue(RecognisedBy),
        parsed.GetValue(FearsOwnState),
        parsed.GetValue(PersonObjects),
        parsed.GetValue(NoRedirect));

    public IReadOnlyList<NationalityRequest> NationalitiesOf(ParseResult parsed) =>
        [.. (parsed.GetValue(Nationality) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(Parse)];

    public PositionRequest? PositionOf(ParseResult parsed) =>
        parsed.GetValue(Near) is [var latitude, var longitude] ? new PositionRequest(latitude, longitude) : null;

    /// <summary>What is no known state or proof is the server's to refuse, with its list of words.</summary>
    private static NationalityRequest Parse(string text) =>
        text.Split(':', 2) is [var state, var proof] ? new NationalityRequest(state, proof) : new NationalityRequest(text);
}
