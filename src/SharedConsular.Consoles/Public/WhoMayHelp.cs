using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SharedConsular.Consoles.Shared;
using SharedConsular.Consoles.Shared.Languages;
using SharedConsular.Contracts;

namespace SharedConsular.Consoles.Public;

/// <summary>Who may help me: three questions, and the answer in sentences.</summary>
internal static class WhoMayHelp
{
    public static void MapWhoMayHelp(this RouteGroupBuilder pages) => pages.MapGet("/who-may-help", Show);

    private static async Task<IResult> Show(
        HttpContext http, Registers registers, string? nationality = null, string? @in = null, string? service = null, string? urgency = null)
    {
        var visit = ConsoleSite.VisitOf(http);
        var question = new HelpQuestion(nationality, @in, service, urgency);
        if (await registers.IsProtected(visit, service))
        {
            return TypedResults.Redirect(visit.To(PrivateHelp.Page));
        }

        if (!question.IsAsked)
        {
            return visit.MayBeKept().Show<WhoMayHelpPage>(await Form(visit, registers, question, new Faults()));
        }

        if (question.FindFaults(visit) is { Any: true } faults)
        {
            return visit.Show<WhoMayHelpPage>(await Form(visit, registers, question, faults), StatusCodes.Status422UnprocessableEntity);
        }

        try
        {
            return visit.Show<HelpAnswerPage>(await Answer(visit, registers, question));
        }
        catch (ConsularProblemException refusal) when (refusal.Problem.Code is "request.faulty")
        {
            faults = Faults.From(refusal.Problem, FieldOf, "nationality");

            return visit.Show<WhoMayHelpPage>(await Form(visit, registers, question, faults), StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<HelpForm> Form(Visit visit, Registers registers, HelpQuestion question, Faults faults) =>
        new(question, await registers.States(visit), await registers.OpenServices(visit), faults);

    private static async Task<HelpAnswer> Answer(Visit visit, Registers registers, HelpQuestion question)
    {
        var answer = (await visit.Api.Route(question.ToRequest(), visit.Stop)).Value;
        var states = (await registers.States(visit)).ToDictionary(s => s.Value, s => s.Text);
        var service = (await visit.Api.GetService(question.Service!, question.Nationality, visit.Stop)).Value;

        return new HelpAnswer(question, answer, service, states, await registers.ServiceName(visit, question.Service));
    }

    private static string? FieldOf(string pointer) => pointer switch
    {
        "#/in" => "in",
        "#/service" => "service",
        _ when pointer.StartsWith("#/nationalities", StringComparison.Ordinal) => "nationality",
        _ => null,
    };
}

/// <summary>The question as it stands in the address: nothing in it names a person.</summary>
public sealed record HelpQuestion(string? Nationality, string? In, string? Service, string? Urgency)
{
    public bool IsAsked => Nationality is not null || In is not null || Service is not null;

    internal Faults FindFaults(Visit visit)
    {
        var faults = new Faults();
        Need("nationality", Nationality);
        Need("in", In);
        Need("service", Service);

        return faults;

        void Need(string field, string? value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                faults.Add(field, visit.Texts[$"help.{field}-missing"]);
            }
        }
    }

    internal RoutingRequest ToRequest() => new([new NationalityRequest(Nationality)], In, Service, string.IsNullOrEmpty(Urgency) ? null : Urgency);

    internal string Query(string? urgency) =>
        $"?nationality={Uri.EscapeDataString(Nationality ?? "")}&in={Uri.EscapeDataString(In ?? "")}&service={Uri.EscapeDataString(Service ?? "")}"
        + (urgency is null ? "" : $"&urgency={urgency}");
}

public sealed record HelpForm(HelpQuestion Question, IReadOnlyList<Option> States, IReadOnlyList<Option> Services, Faults Faults)
{
    internal static Option[] Urgencies(Texts texts) =>
        [new("routine", texts["urgency.routine"]), new("urgent", texts["urgency.urgent"]), new("extreme", texts["urgency.extreme"])];
}

/// <param name="Service">The state's own version of what is asked for.</param>
/// <param name="States">Names by code.</param>
public sealed record HelpAnswer(
    HelpQuestion Question, RoutingResponse Answer, ServiceResponse Service, IReadOnlyDictionary<string, string> States, string ServiceName);
