using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Errors;

/// <summary>The sentences about connection strings that differ between providers only in what to write instead.</summary>
[Experimental("SG9001")]
public static class ConnectionStringProblems
{
    /// <summary>Returns the sentence about a URL of another scheme.</summary>
    /// <param name="scheme">The scheme that was found.</param>
    /// <param name="url">An example of a URL.</param>
    /// <param name="keywords">An example of an ADO.NET string.</param>
    public static string WrongScheme(string scheme, string url, string keywords) =>
        $"The connection string begins with '{scheme}://'. Write {url}, or an ADO.NET string such as {keywords}.";

    /// <summary>Returns the sentence about a connection string without a host.</summary>
    /// <param name="instead">What to write instead.</param>
    public static string NoHost(string instead) => $"The connection string names no host. Write {instead}.";

    /// <summary>Returns the sentence about a database that is to be created through the application's data source.</summary>
    /// <param name="instead">What to write instead.</param>
    public static string CreateNeedsString(string instead) =>
        $"CreateDatabase is set, but a data source cannot connect to another database. Write {instead}.";
}
