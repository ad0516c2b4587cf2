using SchemaGuard.Cli;
using SchemaGuard.Cli.Drivers;
using SchemaGuard.CommandLine;

return await VerbLine.RunAsync(new OptionGuardSource(new MySqlDriver(NuGetCache.OfUser)), args).ConfigureAwait(false);
