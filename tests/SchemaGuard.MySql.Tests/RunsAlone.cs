using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Is the collection of the tests that run one after the other when all others are done.</summary>
[CollectionDefinition(Alone.Name, DisableParallelization = true)]
public sealed class RunsAlone;
