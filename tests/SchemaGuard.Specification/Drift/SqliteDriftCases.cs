using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Specification.Drift.SqliteDriftSchema;
using Kind = SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>The changes by hand of everything in SQLite's catalog.</summary>
public static class SqliteDriftCases
{
    /// <summary>Gets the schema in which everything is changed once.</summary>
    public static string RichSchema => Script;

    /// <summary>Gets the changes.</summary>
    public static IReadOnlyList<DriftCase> All { get; } =
    [.. Tables(), .. Columns(), .. Keys(), .. ForeignKeys(), .. Checks(), .. Indexes(), .. ViewsAndTriggers()];

    /// <summary>Gets what SQLite does not have.</summary>
    public static IReadOnlyList<Absence> NotApplicable => SqliteAbsences.All;

    private static DriftCase[] Tables() =>
        [
            new(Kind.Table, DriftCase.Missing, "drop table audit", Audit, FindingCodes.RequiredTableMissing, "audit", Error),
            new(Kind.Table, DriftCase.Missing, "drop table users", UsersAndAll, FindingCodes.RequiredTableMissing, "users", Error),
            new(Kind.Table, DriftCase.Missing, "drop table documents", Archive, FindingCodes.RequiredTableMissing, "documents", Error),
            new(
                Kind.Table,
                "renamed",
                "alter table users rename to people",
                "alter table people rename to users",
                FindingCodes.RequiredTableMissing,
                "users",
                Error
            ),
            new(
                Kind.Table,
                DriftCase.Unexpected,
                "create table strays (id integer primary key, name text not null unique check (name <> ''))",
                "drop table strays",
                FindingCodes.TableUnexpected,
                "strays",
                Information
            ),
            new(
                Kind.Table,
                DriftCase.Unexpected,
                "create virtual table places using rtree(id, low, high)",
                "drop table places",
                FindingCodes.TableUnexpected,
                "places",
                Information
            ),
            new(
                Kind.Table,
                AspectNames.Kind,
                "drop table notes; create virtual table notes using fts5(body)",
                $"drop table notes; {Notes}",
                FindingCodes.TableDifferent,
                "notes",
                Error
            ),
            Rebuilt(Kind.Table, AspectNames.Options, "settings", ") without rowid", ")", FindingCodes.TableDifferent, "settings", Error),
            Rebuilt(
                Kind.Table,
                AspectNames.Options,
                "products",
                "sku text not null unique",
                "sku text not null unique on conflict replace",
                FindingCodes.TableDifferent,
                "products",
                Error
            ),
            Rebuilt(
                Kind.Table,
                AspectNames.Options,
                "documents",
                "'porter'",
                "'unicode61'",
                FindingCodes.TableDifferent,
                "documents",
                Error
            ),
            new(
                Kind.Table,
                "another shape",
                "drop table products; create table products (id integer primary key, title text, body text)",
                $"drop table products; {Products}",
                FindingCodes.TableShape,
                "products",
                Error
            ),
            new(
                Kind.Table,
                "a view in its place",
                "drop table products; create view products as select 1 as id",
                $"drop view products; {Products}",
                FindingCodes.RequiredTableIsView,
                "products",
                Error
            ),
        ];

    private static DriftCase[] Columns() =>
        [
            new(
                Kind.Column,
                DriftCase.Missing,
                "alter table products drop column note",
                $"drop table products; {Products}",
                FindingCodes.ColumnMissing,
                "products.note",
                Error
            ),
            new(
                Kind.Column,
                "renamed",
                "alter table users rename column email to mail",
                "alter table users rename column mail to email",
                FindingCodes.ColumnMissing,
                "users.email",
                Error
            ),
            new(
                Kind.Column,
                DriftCase.Unexpected,
                "alter table users add column phone text default 'none'",
                "alter table users drop column phone",
                FindingCodes.ColumnUnexpected,
                "users.phone",
                Information
            ),
            Rebuilt(
                Kind.Column,
                "an insert would fail",
                "products",
                "note text",
                "weight real not null, note text",
                FindingCodes.InsertWouldFail,
                "products.weight",
                Error
            ),
            Rebuilt(Kind.Column, DriftCase.Missing, "documents", "title, ", "", FindingCodes.ColumnMissing, "documents.title", Error),
            ProductsColumn(AspectNames.Type, "label varchar(40)", "label varchar(20)", "label", Error),
            ProductsColumn(AspectNames.Type, "price real", "price numeric", "price", Error),
            ProductsColumn(AspectNames.Nullable, "quantity int", "quantity int not null", "quantity", Error),
            ProductsColumn(AspectNames.Nullable, "sku text not null", "sku text", "sku", Warning),
            ProductsColumn(AspectNames.Default, "real not null default 0", "real not null", "price", Error),
            ProductsColumn(AspectNames.Default, "default 'none'", "default 'some'", "label", Warning),
            ProductsColumn(AspectNames.Default, "quantity int", "quantity int default (1 + 1)", "quantity", Warning),
            ProductsColumn(AspectNames.Identity, "integer primary key", "integer primary key autoincrement", "id", Error),
            ProductsColumn(AspectNames.Identity, "id integer primary key", "id int primary key", "id", Error),
            ProductsColumn(AspectNames.Generated, "price * quantity", "price + quantity", "total", Error),
            ProductsColumn(AspectNames.Generated, "quantity) virtual", "quantity) stored", "total", Error),
            ProductsColumn(AspectNames.Collation, "collate nocase", "collate rtrim", "note", Warning),
            ProductsColumn(AspectNames.Collation, "collate nocase", "", "note", Warning),
        ];

    private static DriftCase[] Keys() =>
        [
            Rebuilt(
                Kind.PrimaryKey,
                DriftCase.Missing,
                "tags",
                ", constraint tags_key primary key (name, scope)",
                "",
                FindingCodes.KeyMissing,
                "tags.tags_key",
                Error
            ),
            Rebuilt(Kind.PrimaryKey, DriftCase.Missing, "labels", " primary key", "", FindingCodes.KeyMissing, "labels.primary key", Error),
            Rebuilt(
                Kind.PrimaryKey,
                DriftCase.Unexpected,
                "audit",
                "entry text",
                "entry text primary key",
                FindingCodes.KeyUnexpected,
                "audit.primary key",
                Information
            ),
            Rebuilt(
                Kind.PrimaryKey,
                AspectNames.Columns,
                "tags",
                "(name, scope)",
                "(scope, name)",
                FindingCodes.KeyDifferent,
                "tags.tags_key",
                Error
            ),
            Rebuilt(
                Kind.PrimaryKey,
                AspectNames.Columns,
                "tags",
                "scope))",
                "scope desc))",
                FindingCodes.KeyDifferent,
                "tags.tags_key",
                Error
            ),
            Rebuilt(Kind.UniqueKey, DriftCase.Missing, "products", " unique", "", FindingCodes.KeyMissing, "products.(sku)", Error),
            Rebuilt(
                Kind.UniqueKey,
                DriftCase.Unexpected,
                "products",
                "quantity int",
                "quantity int unique",
                FindingCodes.KeyUnexpected,
                "products.(quantity)",
                Information
            ),
            Rebuilt(
                Kind.UniqueKey,
                AspectNames.Columns,
                "labels",
                "unique (name)",
                "unique (name, language)",
                FindingCodes.KeyDifferent,
                "labels.labels_name",
                Error
            ),
            Rebuilt(
                Kind.UniqueKey,
                AspectNames.Columns,
                "labels",
                "unique (name)",
                "unique (name collate nocase)",
                FindingCodes.KeyDifferent,
                "labels.labels_name",
                Error
            ),
            Rebuilt(
                Kind.UniqueKey,
                "renamed",
                "labels",
                "labels_name",
                "labels_names",
                FindingCodes.NameDifferent,
                "labels.labels_name",
                Information
            ),
        ];

    private static DriftCase[] ForeignKeys() =>
        [
            Rebuilt(
                Kind.ForeignKey,
                DriftCase.Missing,
                "orders",
                " references products",
                "",
                FindingCodes.ForeignKeyMissing,
                "orders.(product_id)",
                Error
            ),
            Rebuilt(
                Kind.ForeignKey,
                DriftCase.Unexpected,
                "labels",
                "name text",
                "name text references users (nickname)",
                FindingCodes.ForeignKeyUnexpected,
                "labels.(name)",
                Information
            ),
            OrdersUser(AspectNames.Columns, "foreign key (user_id)", "foreign key (product_id)", Error),
            OrdersUser(AspectNames.References, "users (id)", "users (nickname)", Error),
            OrdersUser(AspectNames.References, "references users (id)", "references labels", Error),
            OrdersUser(AspectNames.OnDelete, "on delete cascade ", "", Error),
            OrdersUser(AspectNames.OnUpdate, "set null", "restrict", Error),
            OrdersUser(AspectNames.Deferrable, " deferrable initially deferred", "", Warning),
            new(
                Kind.ForeignKey,
                AspectNames.OnDelete,
                Copied("orders", Orders.Replace("on delete cascade", "on delete set default", StringComparison.Ordinal)),
                Copied("orders", Orders),
                FindingCodes.ForeignKeyDifferent,
                "orders.orders_user",
                Error
            ),
        ];

    private static DriftCase[] Checks() =>
        [
            Rebuilt(
                Kind.Check,
                DriftCase.Missing,
                "products",
                " check (label <> '(none)')",
                "",
                FindingCodes.CheckMissing,
                "products.(label <> '(none)')",
                Error
            ),
            Rebuilt(
                Kind.Check,
                DriftCase.Unexpected,
                "audit",
                "at text",
                "at text constraint audit_at check (at is not null)",
                FindingCodes.CheckUnexpected,
                "audit.audit_at",
                Information
            ),
            Rebuilt(
                Kind.Check,
                AspectNames.Expression,
                "products",
                "price >= 0",
                "price > 0",
                FindingCodes.CheckDifferent,
                "products.products_price",
                Error
            ),
            new(
                Kind.Check,
                AspectNames.Expression,
                Rewritten("products", "price >= 0", "price >= 0.0"),
                Rewritten("products", "price >= 0.0", "price >= 0"),
                FindingCodes.CheckDifferent,
                "products.products_price",
                Error
            ),
        ];

    private static DriftCase[] Indexes() =>
        [
            new(
                Kind.Index,
                DriftCase.Missing,
                "drop index users_created",
                CreatedIndex,
                FindingCodes.IndexMissing,
                "users.users_created",
                Warning
            ),
            new(
                Kind.Index,
                DriftCase.Missing,
                "drop index users_lower",
                NicknameIndex,
                FindingCodes.IndexMissing,
                "users.users_lower",
                Error
            ),
            new(
                Kind.Index,
                DriftCase.Unexpected,
                "create index users_email on users (email)",
                "drop index users_email",
                FindingCodes.IndexUnexpected,
                "users.users_email",
                Information
            ),
            Remade(Kind.Index, AspectNames.Columns, "index", "users_created", CreatedIndex, "created_at desc", "created_at", Warning),
            Remade(Kind.Index, AspectNames.Columns, "index", "users_created", CreatedIndex, "email)", "email collate rtrim)", Warning),
            Remade(Kind.Index, AspectNames.Columns, "index", "users_lower", NicknameIndex, "lower(", "upper(", Error),
            Remade(Kind.Index, AspectNames.Columns, "index", "users_lower", NicknameIndex, " collate binary", "", Error),
            Remade(Kind.Index, AspectNames.Unique, "index", "users_lower", NicknameIndex, "unique ", "", Error),
            Remade(Kind.Index, AspectNames.Predicate, "index", "users_lower", NicknameIndex, "is not null", "<> ''", Error),
            Remade(Kind.Index, AspectNames.Predicate, "index", "users_lower", NicknameIndex, " where nickname is not null", "", Error),
            new(
                Kind.Index,
                "renamed",
                $"drop index users_created; {CreatedIndex.Replace("users_created", "users_by_time", StringComparison.Ordinal)}",
                $"drop index users_by_time; {CreatedIndex}",
                FindingCodes.NameDifferent,
                "users.users_created",
                Information
            ),
        ];

    private static DriftCase[] ViewsAndTriggers() =>
        [
            new(
                Kind.View,
                DriftCase.Missing,
                "drop view user_orders",
                $"{UserOrders}; {ViewTrigger}",
                FindingCodes.ViewMissing,
                "user_orders",
                Error
            ),
            new(
                Kind.View,
                DriftCase.Unexpected,
                "create view strays as select 1 as one",
                "drop view strays",
                FindingCodes.ViewUnexpected,
                "strays",
                Information
            ),
            new(
                Kind.View,
                AspectNames.Definition,
                $"drop view user_orders; {UserOrders.Replace("count(*)", "count(distinct o.id)", StringComparison.Ordinal)}; {ViewTrigger}",
                $"drop view user_orders; {UserOrders}; {ViewTrigger}",
                FindingCodes.ViewDifferent,
                "user_orders",
                Error
            ),
            new(
                Kind.View,
                AspectNames.Definition,
                Rewritten("user_orders", "count(*) as orders", "(count(*)) as orders"),
                Rewritten("user_orders", "(count(*)) as orders", "count(*) as orders"),
                FindingCodes.ViewDifferent,
                "user_orders",
                Error
            ),
            new(
                Kind.View,
                "written in upper case",
                Rewritten("user_orders", "select", "SELECT"),
                Rewritten("user_orders", "SELECT", "select"),
                FindingCodes.RenderedDifferently,
                "user_orders",
                Information
            ),
            new(
                Kind.Trigger,
                DriftCase.Missing,
                "drop trigger users_audit",
                AuditTrigger,
                FindingCodes.TriggerMissing,
                "users.users_audit",
                Error
            ),
            new(
                Kind.Trigger,
                DriftCase.Missing,
                "drop trigger user_orders_insert",
                ViewTrigger,
                FindingCodes.TriggerMissing,
                "user_orders.user_orders_insert",
                Error
            ),
            new(
                Kind.Trigger,
                DriftCase.Unexpected,
                "create trigger users_gone after delete on users begin delete from audit; end",
                "drop trigger users_gone",
                FindingCodes.TriggerUnexpected,
                "users.users_gone",
                Information
            ),
            Remade(Kind.Trigger, AspectNames.Definition, "trigger", "users_audit", AuditTrigger, "' became '", "' BECAME '", Error),
            Remade(Kind.Trigger, AspectNames.Definition, "trigger", "users_audit", AuditTrigger, "after update", "before update", Error),
        ];

    private static DriftCase ProductsColumn(string aspect, string from, string to, string column, FindingSeverity severity) =>
        Rebuilt(Kind.Column, aspect, "products", from, to, FindingCodes.ColumnDifferent, $"products.{column}", severity);

    private static DriftCase OrdersUser(string aspect, string from, string to, FindingSeverity severity) =>
        Rebuilt(Kind.ForeignKey, aspect, "orders", from, to, FindingCodes.ForeignKeyDifferent, "orders.orders_user", severity);

    /// <summary>Drops a table on which nothing depends, and creates it with another text.</summary>
    private static DriftCase Rebuilt(
        Kind kind,
        string what,
        string table,
        string from,
        string to,
        string code,
        string target,
        FindingSeverity severity
    ) =>
        new(
            kind,
            what,
            $"drop table {table}; {TextOf(table).Replace(from, to, StringComparison.Ordinal)}",
            $"drop table {table}; {TextOf(table)}",
            code,
            target,
            severity
        );

    /// <summary>Drops an index or trigger of users, and creates it with another text.</summary>
    private static DriftCase Remade(
        Kind kind,
        string what,
        string noun,
        string name,
        string text,
        string from,
        string to,
        FindingSeverity severity
    ) =>
        new(
            kind,
            what,
            $"drop {noun} {name}; {text.Replace(from, to, StringComparison.Ordinal)}",
            $"drop {noun} {name}; {text}",
            kind == Kind.Index ? FindingCodes.IndexDifferent : FindingCodes.TriggerDifferent,
            $"users.{name}",
            severity
        );
}
