using SharedConsular.Cli;

return await ConsularCommand.Run(args);
