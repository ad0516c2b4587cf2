using SchemaGuard.Cli;
using SchemaGuard.CommandLine;

return await VerbLine.RunAsync(new OptionGuardSource(), args).ConfigureAwait(false);
