using System.CommandLine;
using SharedConsular.Cli.Erasure;
using SharedConsular.Cli.Follow;
using SharedConsular.Cli.Shell;

namespace SharedConsular.Cli.Cases;

internal static class CaseCommand
{
    public static Command Create(SharedOptions shared)
    {
        var command = new Command("case", "Open a case and work it to its end.") { OpenCaseCommand.Create(shared) };
        foreach (var list in CaseLists.Create(shared))
        {
            command.Add(list);
        }

        foreach (var action in CaseActions.Create(shared))
        {
            command.Add(action);
        }

        foreach (var erasure in ErasureCommands.Create(shared))
        {
            command.Add(erasure);
        }

        command.Add(PaperFileCommand.Create(shared));
        command.Add(AdverseCommand.Create(shared));
        command.Add(ConsentCommand.Create(shared));
        command.Add(SafeContactCommand.Create(shared));
        command.Add(ReviewsCommand.Create(shared));
        command.Add(FollowCommand.CreateChange(shared));

        return command;
    }
}
