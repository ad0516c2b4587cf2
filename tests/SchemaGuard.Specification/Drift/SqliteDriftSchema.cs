namespace SchemaGuard.Specification.Drift;

/// <summary>The definitions that the changes by hand are about, one by one: most changes drop a table and create another.</summary>
internal static class SqliteDriftSchema
{
    public const string Users = """
        create table users (
            id integer primary key autoincrement,
            email text not null collate nocase,
            nickname text,
            created_at text not null default current_timestamp,
            constraint users_nickname unique (nickname)
        )
        """;

    public const string Products = """
        create table products (
            id integer primary key,
            sku text not null unique,
            price real not null default 0,
            quantity int,
            label varchar(40) default 'none' check (label <> '(none)'),
            note text collate nocase,
            total real generated always as (price * quantity) virtual,
            constraint products_price check (price >= 0)
        )
        """;

    public const string Orders = """
        create table orders (
            id integer primary key,
            user_id integer not null,
            product_id integer references products,
            constraint orders_user foreign key (user_id) references users (id)
                on delete cascade on update set null deferrable initially deferred
        )
        """;

    public const string Tags = "create table tags (name text not null, scope text not null, constraint tags_key primary key (name, scope))";
    public const string Labels =
        "create table labels (id integer primary key, name text, language text, constraint labels_name unique (name))";

    public const string Settings = "create table settings (key text primary key not null, value text) without rowid";
    public const string Notes = "create table notes (body)";
    public const string Audit = "create table audit (entry text, at text)";
    public const string Archive = "create virtual table documents using fts5(title, body, author unindexed, tokenize = 'porter')";
    public const string CreatedIndex = "create index users_created on users (created_at desc, email)";

    public const string NicknameIndex =
        "create unique index users_lower on users (lower(nickname) desc, email collate binary) where nickname is not null";

    public const string UserOrders =
        "create view user_orders as select u.email as email, count(*) as orders from users u join orders o on o.user_id = u.id group by u.email";

    public const string AuditTrigger = """
        create trigger users_audit after update of email on users when old.email <> new.email
        begin
            insert into audit (entry) values (old.email || ' became ' || new.email);
            update audit set at = current_timestamp where at is null;
        end
        """;

    public const string ViewTrigger =
        "create trigger user_orders_insert instead of insert on user_orders begin insert into users (email) values (new.email); end";

    public static readonly string UsersAndAll = $"{Users}; {CreatedIndex}; {NicknameIndex}; {AuditTrigger};";

    /// <summary>The whole schema, as a script.</summary>
    public static readonly string Script =
        $"{UsersAndAll} {Products}; {Orders}; {Tags}; {Labels}; {Settings}; {Notes}; {Audit}; {Archive}; {UserOrders}; {ViewTrigger};";

    /// <summary>Returns the text of a table that can be dropped without losing anything.</summary>
    public static string TextOf(string table) =>
        table switch
        {
            "products" => Products,
            "orders" => Orders,
            "tags" => Tags,
            "labels" => Labels,
            "settings" => Settings,
            "audit" => Audit,
            "documents" => Archive,
            _ => throw new ArgumentOutOfRangeException(nameof(table), table, "nobody drops it"),
        };

    /// <summary>Returns the statements that rebuild a table by SQLite's own procedure (sqlite.org/lang_altertable.html, section 7).</summary>
    public static string Copied(string table, string text) =>
        $"""
            pragma foreign_keys = off;
            pragma legacy_alter_table = on;
            begin;
            {text.Replace($"create table {table} ", $"create table new_{table} ", StringComparison.Ordinal)};
            insert into new_{table} select * from {table};
            drop table {table};
            alter table new_{table} rename to {table};
            commit;
            """;

    /// <summary>
    /// Returns the statements that change a text behind SQLite's back. Creating and dropping an object tells other connections that it has changed.
    /// </summary>
    public static string Rewritten(string name, string from, string to) =>
        $"""
            pragma writable_schema = on;
            update sqlite_master set sql = replace(sql, '{from}', '{to}') where name = '{name}';
            pragma writable_schema = off;
            create table told (id);
            drop table told;
            """;
}
