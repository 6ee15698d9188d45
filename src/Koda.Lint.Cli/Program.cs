using Koda.Lint.Cli;

return KodaLintProgram.Run(args);
