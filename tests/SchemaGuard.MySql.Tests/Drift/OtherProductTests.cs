using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that a manifest of one product serves on the other, for a database that the same script has made.</summary>
public sealed class OtherProductTests(MySqlServers servers)
{
    private const string Plain = """
        create table parents (
          id int(11) unsigned not null auto_increment primary key,
          name varchar(40) not null default 'it''s; -- nobody\\',
          kind enum('a', 'b''c', 'd') not null default 'a',
          flags set('x', 'y') default 'x,y',
          is_old bool not null default false,
          small tinyint(4) not null default 0,
          size bigint(20) unsigned zerofill,
          amount decimal(10, 3) default 1.5,
          ratio double precision default 0.25,
          year_of year(4),
          at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3),
          made datetime default now(),
          moment time(2),
          doubled decimal(12, 3) generated always as (amount * 2) stored,
          shown varchar(100) as (concat(name, 'x''y')) virtual,
          code varchar(36) default (uuid()),
          bits bit(3) default b'101',
          latin varchar(20) character set latin1,
          old varchar(20) character set utf8mb3,
          binary_name varchar(20) collate utf8mb4_bin,
          data blob,
          j json,
          j2 json not null,
          unique key by_name (name, kind),
          key by_amount (amount desc, name(10)),
          constraint positive check (amount >= 0 and (name <> 'it''s' or kind = 'a'))
        );
        create table children (
          id bigint not null,
          parent int unsigned,
          other int unsigned,
          primary key (id),
          constraint child_of foreign key (parent) references parents (id) on delete cascade on update set null,
          foreign key (other) references parents (id) on delete restrict
        );
        create table parted (id int not null, y int not null, primary key (id, y))
          partition by range (y) (partition old values less than (2000), partition rest values less than maxvalue);
        create view names as select id, name as label from parents where amount > 1;
        create function total(least decimal(10, 2)) returns int(11) deterministic return 1;
        create procedure fill(in n int(11), out last bigint) set last = n;
        create trigger parents_before before insert on parents for each row set new.name = trim(new.name);
        """;

    [Theory]
    [InlineData(MySqlServers.MariaDb, MySqlServers.MySql)]
    [InlineData(MySqlServers.MySql, MySqlServers.MariaDb)]
    public async Task A_manifest_of_one_product_holds_for_what_the_same_script_makes_on_the_other(string one, string other)
    {
        await using var source = await servers.CreateDatabaseAsync(one);
        await using var target = await servers.CreateDatabaseAsync(other);
        using var folder = new MigrationFolder().Add("001_plain.sql", Plain);
        var manifest = await ManifestOf.MigratedAsync(source, folder);
        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(folder.Path));

        var findings = await ManifestOf.FindingsAsync(target, folder, manifest);

        // How strict a program is towards its own SQL is set by the server, and the two are not alike. The test's accounts are not, either.
        var telling = findings
            .Where(finding => finding.Actual?.StartsWith("sql_mode", StringComparison.Ordinal) != true)
            .Where(finding => finding.Actual?.StartsWith("root@", StringComparison.Ordinal) != true)
            .ToList();
        telling.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, ManifestOf.Show(telling));
        telling
            .Select(finding => finding.Code)
            .Except([FindingCodes.RenderedDifferently, FindingCodes.ManifestOfOtherServer], StringComparer.Ordinal)
            .ShouldBeEmpty(ManifestOf.Show(telling));
    }
}
