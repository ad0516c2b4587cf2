using System.Reflection;
using System.Reflection.Emit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace SchemaGuard.Benchmarks.PostgreSql.Peers;

/// <summary>
/// Is EF Core's migrator over the files of a folder. Its migrations are classes, which are made here as its tools would make them:
/// one for each file, that runs the file's text.
/// </summary>
internal sealed class EntityFramework(string folder)
{
    private readonly Assembly _migrations = Generate(folder);

    /// <summary>Migrates on a connection of a new pool.</summary>
    public async Task MigrateAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await MigrateAsync(source);
    }

    /// <summary>Migrates on a connection of a pool.</summary>
    public async Task MigrateAsync(NpgsqlDataSource source)
    {
        await using var connection = source.CreateConnection();
        var options = new DbContextOptionsBuilder<PeerContext>()
            .UseNpgsql(connection, npgsql => npgsql.MigrationsAssembly(_migrations).CommandTimeout(0))
            .Options;
        await using var context = new PeerContext(options);
        await context.Database.MigrateAsync();
    }

    private static AssemblyBuilder Generate(string folder)
    {
        var name = new AssemblyName($"Peer{Guid.NewGuid():N}");
        var assembly = AssemblyBuilder.DefineDynamicAssembly(name, AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule(name.Name!);
        var context = new CustomAttributeBuilder(typeof(DbContextAttribute).GetConstructor([typeof(Type)])!, [typeof(PeerContext)]);
        var migration = typeof(MigrationAttribute).GetConstructor([typeof(string)])!;
        foreach (var path in Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal))
        {
            var stem = Path.GetFileNameWithoutExtension(path);
            var type = module.DefineType(stem, TypeAttributes.Public | TypeAttributes.Sealed, typeof(PeerScript));
            type.SetCustomAttribute(context);
            type.SetCustomAttribute(new CustomAttributeBuilder(migration, [stem]));
            PeerScript.Register(type.CreateType(), path);
        }

        return assembly;
    }
}
