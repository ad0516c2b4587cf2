using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Inspection;

namespace SchemaGuard.Providers;

/// <summary>
/// The rules of a product's SQL text, one part for each use of them: reading the catalog, keeping the history, running transactions and judging scripts.
/// Pure: no connection. Implementations are thread-safe.
/// </summary>
[Experimental("SG9001")]
public interface ISqlDialect : ICatalogSpelling, IHistoryDialect, ITransactionDialect, IScriptDialect;
