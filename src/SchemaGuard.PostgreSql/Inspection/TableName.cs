namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Names a table or view.</summary>
internal sealed record TableName(string Schema, string Name);
