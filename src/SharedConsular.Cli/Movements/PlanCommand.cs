using System.CommandLine;
using SharedConsular.Cli.Crises;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Movements;

/// <summary>Seat plans: made, offered, and explained household by household.</summary>
internal static class PlanCommand
{
    public static Command Create(SharedOptions shared) => new("plan", "Plan who travels on what.")
    {
        Make(shared), Offer(shared), List(shared), Explain(shared),
    };

    private static Command Make(SharedOptions shared)
    {
        var crisis = CrisisCommand.IdArgument();
        var seed = new Option<long>("--seed") { Description = "Draws between households of equal rank.", DefaultValueFactory = _ => 1 };
        var without = new Option<string?>("--without") { Description = "Organiser and id of a movement that is supposed not to leave." };
        var command = new Command("make", "Make a plan of the register and the departures as they are now.") { crisis, seed, without };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.MakePlan(
                parsed.GetRequiredValue(crisis), new MakePlanRequest(parsed.GetValue(seed), parsed.GetValue(without)), ct),
            (console, plan) =>
            {
                console.Line($"{plan.Id}: {plan.PersonsSeated} persons of {plan.Seated} households seated; {plan.StandingBy} stand by, {plan.Waiting} wait, "
                    + $"{plan.Moved} do not keep their seats");
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
                parsed.GetRequiredValue(crisis), parsed.GetRequiredValue(plan), new OfferPlanRequest(parsed.GetValue(minutes)), null, ct),
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
            (console, seat) => console.Line(Say(seat))));

        return command;
    }

    private static Command List(SharedOptions shared)
    {
        var (crisis, plan) = (CrisisCommand.IdArgument(), PlanArgument());
        var list = new Option<string?>("--list") { Description = "waiting, seated or moved: those that had a seat and do not keep it." };
        var reason = new Option<string?>("--reason") { Description = "Only who waits, or travels, for this reason." };
        var cursor = new Option<string?>("--cursor") { Description = "The next page, as the last one named it." };
        var command = new Command("households", "Where the households of a plan travel, or why they wait.") { crisis, plan, list, reason, cursor };
        Session.Bind(command, shared, async (session, parsed, ct) => session.Screen.Show(
            await session.Client.ListPlanned(
                parsed.GetRequiredValue(crisis), parsed.GetRequiredValue(plan),
                new PlannedFilter(parsed.GetValue(list), parsed.GetValue(reason), parsed.GetValue(cursor)), ct),
            (console, page) =>
            {
                foreach (var household in page.Items)
                {
                    console.Line(Say(household));
                }

                if (page.Next is not null)
                {
                    console.Line($"more: --cursor {page.Next}");
                }
            }));

        return command;
    }

    private static string Say(PlannedHouseholdResponse seat) =>
        $"{seat.Household}: {seat.Reason}"
        + (seat.Movement is null ? "" : $", {seat.Movement}") + (seat.Turn is { } turn ? $", turn {turn}" : "")
        + (seat.StandByOrder is { } order ? $", stands by as number {order}" : "")
        + (seat.Missing is { } missing ? $", {missing.Seats} seats are missing" : "")
        + (seat.Before is { } before ? $", before on {before}" : "");

    private static Argument<string> PlanArgument() => new("plan") { Description = "The id of the plan." };
}
