using System.Data.Common;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using SchemaGuard.Cli.Drivers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Cli.Tests.Drivers;

/// <summary>Loads the real drivers out of the cache.</summary>
public sealed class MySqlDriverAssemblyTests
{
    private static readonly NuGetCache Cache = new(Metadata("NuGetCache"));

    [Theory]
    [InlineData("MySqlConnector", "MySqlConnector", "MySqlConnector.MySqlConnection")]
    [InlineData("mysqlconnector/{0}", "MySqlConnector", "MySqlConnector.MySqlConnection")]
    [InlineData("MySql.Data", "MySql.Data", "MySql.Data.MySqlClient.MySqlConnection")]
    [InlineData("mysql.data/{0}", "MySql.Data", "MySql.Data.MySqlClient.MySqlConnection")]
    public void A_package_out_of_the_cache_makes_connections(string driver, string package, string expected)
    {
        var factory = new MySqlDriver(Cache).Load(driver.Replace("{0}", VersionOf(package), StringComparison.Ordinal));

        using var connection = factory.CreateConnection().ShouldNotBeNull();
        connection.ConnectionString = "Server=localhost;Database=app;User ID=app";
        connection.GetType().FullName.ShouldBe(expected);
        connection.Database.ShouldBe("app");
        factory.CreateDataSource(connection.ConnectionString).ShouldBeAssignableTo<DbDataSource>();
        AssemblyLoadContext.GetLoadContext(factory.GetType().Assembly).ShouldBeOfType<DriverLoadContext>();
    }

    [Fact]
    public void What_the_package_needs_comes_out_of_the_cache()
    {
        var path = new MySqlDriver(Cache).Locate("MySql.Data/" + VersionOf("MySql.Data"));
        var context = new DriverLoadContext(path, Cache);

        var found = context.LoadFromAssemblyName(new AssemblyName("System.Configuration.ConfigurationManager"));

        found.Location.ShouldStartWith(Path.GetFullPath(Cache.Folder));
        AssemblyLoadContext.GetLoadContext(found).ShouldBe(context);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_path_is_taken_whether_relative_or_not(bool relative)
    {
        using var folder = new FakeCache();
        var path = Path.Combine(folder.Path, "driver.DLL");
        File.Copy(new MySqlDriver(Cache).Locate("MySql.Data/" + VersionOf("MySql.Data")), path);

        var factory = folder.Driver.Load(relative ? Path.GetRelativePath(Environment.CurrentDirectory, path) : path);

        factory.GetType().Name.ShouldBe("MySqlClientFactory");
        factory.CreateConnection().ShouldNotBeNull();
    }

    [Fact]
    public void An_instance_may_be_a_property()
    {
        var factory = DriverFactory.FindIn(typeof(PropertyFactory).Assembly);

        factory.ShouldBeSameAs(PropertyFactory.Instance);
    }

    [Fact]
    public void A_file_that_is_missing_is_named_with_its_full_path()
    {
        using var folder = new FakeCache();

        ProblemOf(folder, "no/such.dll")
            .ShouldBe(
                $"--driver {Path.GetFullPath("no/such.dll")} does not exist. Write the path of a driver assembly, such as MySqlConnector.dll, "
                    + "or a package id, such as MySqlConnector."
            );
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_refused()
    {
        using var folder = new FakeCache().With("MySqlConnector", "2.5.0");
        var path = folder.PathOf("MySqlConnector", "2.5.0");

        ProblemOf(folder, null).ShouldStartWith($"The driver {path} cannot be loaded: ");
        ProblemOf(folder, path).ShouldEndWith("Write --driver with the path of a driver assembly for .NET, or with a package id.");
    }

    [Fact]
    public void An_assembly_without_a_factory_is_refused()
    {
        using var folder = new FakeCache();
        var path = typeof(Should).Assembly.Location;

        ProblemOf(folder, path)
            .ShouldBe(
                $"{path} is not an ADO.NET driver: it has no public DbProviderFactory with a static Instance. "
                    + "Write --driver MySqlConnector, or the path of MySqlConnector.dll."
            );
    }

    [Fact]
    public void A_factory_that_fails_is_refused_with_its_own_words()
    {
        using var folder = new FakeCache();
        var path = Path.Combine(folder.Path, "Failing.dll");
        WriteFailingDriver(path, "A licence is needed.");

        ProblemOf(folder, path)
            .ShouldBe(
                $"The driver {path} cannot be started: A licence is needed. "
                    + "Write --driver with another version, or put its dependencies into its folder."
            );
    }

    private static void WriteFailingDriver(string path, string words)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Failing"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Failing").DefineType("Factory", TypeAttributes.Public, typeof(DbProviderFactory));
        const MethodAttributes PublicStatic = MethodAttributes.Public | MethodAttributes.Static;
        var get = type.DefineMethod("get_Instance", PublicStatic, typeof(DbProviderFactory), Type.EmptyTypes);
        var body = get.GetILGenerator();
        body.Emit(OpCodes.Ldstr, words);
        body.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        body.Emit(OpCodes.Throw);
        type.DefineProperty("Instance", PropertyAttributes.None, typeof(DbProviderFactory), null).SetGetMethod(get);
        type.CreateType();
        assembly.Save(path);
    }

    private static string ProblemOf(FakeCache cache, string? driver) =>
        Should.Throw<SchemaGuardConfigurationException>(() => cache.Driver.Load(driver)).Problems.ShouldHaveSingleItem();

    /// <summary>The folder of a package in the cache is called like its version.</summary>
    private static string VersionOf(string package) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Metadata(package)));

    private static string Metadata(string key) =>
        typeof(MySqlDriverAssemblyTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
