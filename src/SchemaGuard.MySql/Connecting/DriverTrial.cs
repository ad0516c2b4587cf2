using System.Data.Common;
using SchemaGuard.MySql.Messages;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// A check of what a driver objects to in a connection string, before the string is used. The text in place of a keyword may be the rest of a
/// password: only known keywords are repeated, and never a value.
/// </summary>
internal static class DriverTrial
{
    /// <summary>The keywords of both drivers, without blanks, underscores and hyphens, which the drivers ignore.</summary>
    private static readonly HashSet<string> Known =
    [
        .. (
            "server host datasource address addr networkaddress port database initialcatalog userid username uid user password pwd "
            + "sslmode sslca sslcert sslkey cacertificatefile certificatefile certificatepassword "
            + "certificatethumbprint certificatestorelocation tlsversion tlsciphersuites "
            + "pooling minimumpoolsize minpoolsize maximumpoolsize maxpoolsize connectionlifetime "
            + "connectionidletimeout connectionreset connectiontimeout connecttimeout "
            + "defaultcommandtimeout commandtimeout keepalive protocol connectionprotocol pipe pipename sharedmemoryname charset characterset "
            + "allowuservariables allowpublickeyretrieval allowloadlocalinfile allowbatch "
            + "allowzerodatetime convertzerodatetime useaffectedrows usecompression compress "
            + "guidformat oldguids treattinyasboolean treatblobsasutf8 nobackslashescapes autoenlist usexatransactions ignoreprepare ignorecommandtransaction "
            + "persistsecurityinfo serverredirectionmode serverrspublickeyfile serverrsapublickeyfile "
            + "serverspn loadbalance dnscheckinterval dnssrv cancellationtimeout "
            + "applicationname programname pipelining deferconnectionreset interactivesession "
            + "functionsreturnstring logging usagerequired sqlservermode useperformancemonitor "
            + "useprocedurebodies checkparameters respectbinaryflags replication commandinterceptors exceptioninterceptors "
            + "includesecurityasserts integratedsecurity cachesserverproperties "
            + "cacheserverproperties tablecaching tablecachecount tablecacheage "
            + "defaultauthenticationplugin ociconfigfile ociconfigprofile authenticationkerberosmode password1 password2 password3"
        ).Split(' '),
    ];

    /// <summary>Finds what is wrong, as a sentence; <see langword="null"/> where the string is valid or may become valid.</summary>
    public static string? FindProblem(DbProviderFactory factory, MySqlConnectionSettings settings)
    {
        if (
            settings.Socket is null
            && ServerEndpoints.HasPorts(settings.Server)
            && (factory.GetType().Namespace == "MySqlConnector" || !ServerEndpoints.IsList(settings.Server))
        )
        {
            return MySqlMessages.PortBesideHost();
        }

        if (FindWrongKeyword(factory, settings) is { } problem)
        {
            return problem;
        }

        try
        {
            using var source = factory.CreateDataSource(settings.ConnectionString);
            using var connection = source.CreateConnection();
            return null;
        }
        catch (Exception exception) when (IsObjection(exception))
        {
            return settings.Socket is { } socket && !File.Exists(socket)
                ? null
                : MySqlMessages.StringRefused(settings.Holds(exception.Message) ? null : exception.Message);
        }
    }

    private static string? FindWrongKeyword(DbProviderFactory factory, MySqlConnectionSettings settings)
    {
        string? before = null;
        foreach (var (keyword, value) in settings.Keywords)
        {
            try
            {
                if (factory.CreateConnectionStringBuilder() is { } builder)
                {
                    builder[keyword] = value;
                }
            }
            catch (Exception exception) when (IsObjection(exception))
            {
                return IsKnown(keyword) ? MySqlMessages.KeywordRefused(keyword) : MySqlMessages.KeywordUnknown(before);
            }

            before = IsKnown(keyword) ? keyword : null;
        }

        return null;
    }

    private static bool IsKnown(string keyword) =>
        Known.Contains(string.Concat(keyword.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant());

    private static bool IsObjection(Exception exception) =>
        exception
            is ArgumentException
                or DbException
                or FormatException
                or InvalidCastException
                or InvalidOperationException
                or KeyNotFoundException
                or NotSupportedException
                or OverflowException;
}
