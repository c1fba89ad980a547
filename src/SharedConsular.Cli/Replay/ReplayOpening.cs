using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Replay;

/// <summary>What administrators do before the doors open: centres, consents, mandates.</summary>
internal static class ReplayOpening
{
    private const string NoteOfPlan = "opened by the scenario";

    public static async Task Run(Scenario scenario, string keyPrefix, ReplayTokens tokens, CancellationToken ct)
    {
        for (var i = 0; i < scenario.Opening.Count; i++)
        {
            var step = scenario.Opening[i];
            var client = await tokens.Administrator(step.As, ct);
            try
            {
                await Do(client, step, new SendOptions($"{keyPrefix}-opening-{i}"), ct);
            }
            catch (ConsularProblemException refused)
            {
                throw new UsageException($"Step {i + 1} of the opening ({step.Do} as {step.As}) was refused, {refused.Problem.Code}: {refused.Message}");
            }
        }
    }

    private static Task Do(ConsularClient client, ScenarioStep step, SendOptions options, CancellationToken ct) => step.Do switch
    {
        "post" => client.RecordPost(
            Needed(step.Post, "post"),
            new RecordPostRequest(
                step.Country,
                "shared_centre",
                step.City,
                step.Near is [var latitude, var longitude] ? new PositionRequest(latitude, longitude) : null,
                Note: step.Note ?? NoteOfPlan),
            options,
            ct),
        "mandate" => client.RecordMandate(Needed(step.Agreement, "agreement"), new RecordMandateRequest(), options, ct),
        "consent" => client.RecordConsent(
            Needed(step.Agreement, "agreement"), new RecordConsentRequest(step.Gate, step.Parties, Channel: step.Note ?? NoteOfPlan), options, ct),
        "notice" => client.RecordNotice(
            Needed(step.Agreement, "agreement"), new RecordNoticeRequest(step.Country, Channel: step.Note ?? NoteOfPlan), options, ct),
        "objection" => client.RecordObjection(
            Needed(step.Agreement, "agreement"), new RecordObjectionRequest(step.Parties, step.Services, Channel: step.Note ?? NoteOfPlan), options, ct),
        _ => throw new UsageException($"The opening knows post, mandate, consent, notice and objection; not '{step.Do}'."),
    };

    private static string Needed(string? value, string name) => value ?? throw new UsageException($"A step of the opening lacks its {name}.");
}
