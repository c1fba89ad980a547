using System.CommandLine;
using SharedConsular.Cli.Crises;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Movements;

/// <summary>Seat plans: made, offered, and explained household by household.</summary>
internal static class PlanCommand
{
    public static Command Create(SharedOptions shared) => new("plan", "Plan who travels on what.") { Make(shared), Offer(shared), Explain(shared) };

    private static Command Make(SharedOptions shared)
    {
        var crisis = CrisisCommand.IdArgument();
        var seed = new Option<long>("--seed") { Description = "Draws between households of equal rank.", DefaultValueFactory = _ => 1 };
        var command = new Command("make", "Make a plan of the register and the departures as they are now.") { crisis, seed };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.MakePlan(parsed.GetRequiredValue(crisis), new MakePlanRequest(parsed.GetValue(seed)), ct),
            (console, plan) =>
            {
                console.Line($"{plan.Id}: {plan.PersonsSeated} persons of {plan.Seated} households seated; {plan.StandingBy} stand by, {plan.Waiting} wait");
                foreach (var (reason, households) in plan.WaitReasons)
                {
                    console.Line($"  {households} wait: {reason}");
                }
            }));

        return command;
    }

    private static Command Offer(SharedOptions shared)
    {
        var (crisis, plan) = (CrisisCommand.IdArgument(), PlanArgument());
        var minutes = new Option<int?>("--answer-minutes") { Description = "How long households have to answer." };
        var command = new Command("offer", "Offer the seats of a plan.") { crisis, plan, minutes };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.OfferPlan(
                parsed.GetRequiredValue(crisis), parsed.GetRequiredValue(plan), new OfferPlanRequest(parsed.GetValue(minutes)), ct),
            (console, made) =>
            {
                console.Line($"{made.Persons} persons of {made.Households} households have an offer on {made.Movements} movements");
                foreach (var (movement, code) in made.Refused)
                {
                    console.Line($"  {movement} took none: {code}");
                }
            }));

        return command;
    }

    private static Command Explain(SharedOptions shared)
    {
        var (crisis, plan) = (CrisisCommand.IdArgument(), PlanArgument());
        var household = new Argument<string>("household") { Description = "The reference of the household." };
        var command = new Command("explain", "Why a household has its turn, or waits.") { crisis, plan, household };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.ExplainPlan(parsed.GetRequiredValue(crisis), parsed.GetRequiredValue(plan), parsed.GetRequiredValue(household), ct),
            (console, seat) => console.Line(
                $"{seat.Household}: {seat.Reason}"
                + (seat.Movement is null ? "" : $", {seat.Movement}") + (seat.Turn is { } turn ? $", turn {turn}" : "")
                + (seat.StandByOrder is { } order ? $", stands by as number {order}" : "")
                + (seat.Missing is { } missing ? $", {missing.Seats} seats are missing" : ""))));

        return command;
    }

    private static Argument<string> PlanArgument() => new("plan") { Description = "The id of the plan." };
}
