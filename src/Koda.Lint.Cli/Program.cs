using Koda.Lint.Cli;

HeapPages.Take();
return KodaLintProgram.Run(args);
