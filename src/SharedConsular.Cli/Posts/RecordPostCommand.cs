using System.CommandLine;
using SharedConsular.Cli.Routing;
using SharedConsular.Cli.Shell;
using SharedConsular.Contracts;

namespace SharedConsular.Cli.Posts;

/// <summary>The whole of what a state says about a post of its own: what is left out is not said.</summary>
internal static class RecordPostCommand
{
    public static Command Create(SharedOptions shared)
    {
        var question = new RoutingQuestion();
        var id = new Argument<string>("post") { Description = "The post's id; a new one opens a new post." };
        var country = new Option<string>("--country") { Description = "The state where its door is.", Required = true };
        var kind = new Option<string>("--kind") { Description = "embassy, consulate, honorary, shared_centre, mobile_round or remote_desk.", Required = true };
        var city = new Option<string>("--city") { Description = "Its city.", Required = true };
        var near = question.Near;
        var jurisdiction = WordsOption("--jurisdiction", "States it is responsible for, its own country included: fj,vu,to.");
        var competence = WordsOption("--competence", "For an honorary consul: the services it declared.");
        var serves = WordsOption("--serves", "For a shared centre: the states it serves; all that gave a mandate when left out.");
        var from = TypedDate.Option("--from", "First day.");
        var to = TypedDate.Option("--to", "Last day.");
        var note = new Option<string?>("--note") { Description = "Where this is known from." };
        var ifMatch = new Option<string?>("--if-match") { Description = "Only if the entry is still this version (ETag)." };
        var command = new Command("record", "Say what a post of your state is: opens, corrects or moves it.")
        {
            id, country, kind, city, near, jurisdiction, competence, serves, from, to, note, ifMatch,
        };

        Session.Bind(command, shared, async (session, parsed, ct) =>
        {
            var request = new RecordPostRequest(
                parsed.GetRequiredValue(country),
                parsed.GetRequiredValue(kind),
                parsed.GetRequiredValue(city),
                question.PositionOf(parsed),
                WordsOf(parsed.GetValue(jurisdiction)),
                WordsOf(parsed.GetValue(competence)),
                WordsOf(parsed.GetValue(serves)),
                parsed.GetValue(from),
                parsed.GetValue(to),
                null,
                parsed.GetValue(note));
            var options = new SendOptions(IfMatch: parsed.GetValue(ifMatch));
            session.Screen.Show(await session.Client.RecordPost(parsed.GetRequiredValue(id), request, options, ct), PostsCommand.Draw);
        });

        return command;
    }

    public static Option<string[]> WordsOption(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    public static IReadOnlyList<string>? WordsOf(string[]? values)
    {
        var words = (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();

        return words.Length == 0 ? null : words;
    }
}
