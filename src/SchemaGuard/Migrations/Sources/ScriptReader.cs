namespace SchemaGuard.Migrations.Sources;

/// <summary>The reader of the scripts of one guard's migrations, each when it is asked for.</summary>
/// <param name="guard">The guard's name.</param>
internal sealed class ScriptReader(string guard)
{
    /// <summary>Reads the text of a script that is about to be planned or applied.</summary>
    /// <exception cref="SchemaGuardConfigurationException">The script no longer exists, cannot be read, or has changed.</exception>
    public string Read(Migration migration)
    {
        try
        {
            return migration.ReadText();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SchemaGuardConfigurationException(guard, [exception.Message]);
        }
    }
}
