using SchemaGuard.Inspection;
using static SchemaGuard.FindingSeverity;
using static SchemaGuard.Inspection.SchemaObjectKind;

namespace SchemaGuard.Specification.Drift;

/// <summary>The changes to keys, constraints and indexes of PostgreSQL.</summary>
internal static class PostgreSqlKeyCases
{
    public static IReadOnlyList<DriftCase> All { get; } =
    [
        new(
            PrimaryKey,
            DriftCase.Missing,
            "alter table pairs drop constraint pairs_pkey",
            AddPairs,
            FindingCodes.KeyMissing,
            "pairs.pairs_pkey",
            Error
        ),
        new(
            PrimaryKey,
            DriftCase.Unexpected,
            "alter table plain add primary key (a)",
            "alter table plain drop constraint plain_pkey",
            FindingCodes.KeyUnexpected,
            "plain.plain_pkey",
            Information
        ),
        new(
            PrimaryKey,
            AspectNames.Columns,
            DropPairs + "add constraint pairs_pkey primary key (a, b)",
            "alter table pairs drop constraint pairs_pkey; " + AddPairs,
            FindingCodes.KeyDifferent,
            "pairs.pairs_pkey",
            Error
        ),
        new(
            PrimaryKey,
            AspectNames.Include,
            DropPairs + "add constraint pairs_pkey primary key (a) include (c)",
            "alter table pairs drop constraint pairs_pkey; " + AddPairs,
            FindingCodes.KeyDifferent,
            "pairs.pairs_pkey",
            Warning
        ),
        new(
            PrimaryKey,
            AspectNames.Deferrable,
            DropPairs + "add constraint pairs_pkey primary key (a) deferrable",
            "alter table pairs drop constraint pairs_pkey; " + AddPairs,
            FindingCodes.KeyDifferent,
            "pairs.pairs_pkey",
            Error
        ),
        new(
            UniqueKey,
            DriftCase.Missing,
            "alter table posts drop constraint posts_title_key",
            "alter table posts add constraint posts_title_key unique (title) deferrable",
            FindingCodes.KeyMissing,
            "posts.posts_title_key",
            Error
        ),
        new(
            UniqueKey,
            DriftCase.Unexpected,
            "alter table users add constraint more unique (level)",
            "alter table users drop constraint more",
            FindingCodes.KeyUnexpected,
            "users.more",
            Information
        ),
        new(
            UniqueKey,
            "renamed",
            "alter table users rename constraint users_login_key to other",
            "alter table users rename constraint other to users_login_key",
            FindingCodes.NameDifferent,
            "users.users_login_key",
            Information
        ),
        new(
            UniqueKey,
            AspectNames.Columns,
            "alter table users drop constraint users_login_key, add constraint users_login_key unique (level) include (name)",
            Login,
            FindingCodes.KeyDifferent,
            "users.users_login_key",
            Error
        ),
        new(
            UniqueKey,
            AspectNames.Include,
            "alter table users drop constraint users_login_key, add constraint users_login_key unique (login)",
            Login,
            FindingCodes.KeyDifferent,
            "users.users_login_key",
            Warning
        ),
        new(
            UniqueKey,
            AspectNames.Deferrable,
            "alter table posts drop constraint posts_title_key, add constraint posts_title_key unique (title) deferrable initially deferred",
            "alter table posts drop constraint posts_title_key, add constraint posts_title_key unique (title) deferrable",
            FindingCodes.KeyDifferent,
            "posts.posts_title_key",
            Error
        ),
        new(
            UniqueKey,
            AspectNames.NullsNotDistinct,
            "alter table users drop constraint users_login_key, add constraint users_login_key unique nulls not distinct (login) include (name)",
            Login,
            FindingCodes.KeyDifferent,
            "users.users_login_key",
            Error
        ),
        new(
            ForeignKey,
            DriftCase.Missing,
            "alter table posts drop constraint posts_editor_fk",
            Editor(),
            FindingCodes.ForeignKeyMissing,
            "posts.posts_editor_fk",
            Error
        ),
        new(
            ForeignKey,
            DriftCase.Unexpected,
            "alter table users add constraint more foreign key (level) references pairs (a)",
            "alter table users drop constraint more",
            FindingCodes.ForeignKeyUnexpected,
            "users.more",
            Information
        ),
        new(
            ForeignKey,
            AspectNames.Columns,
            Drop + "add constraint posts_editor_fk foreign key (author) references users (id) deferrable initially deferred",
            Drop + AddEditor(),
            FindingCodes.ForeignKeyDifferent,
            "posts.posts_editor_fk",
            Error
        ),
        new(
            ForeignKey,
            AspectNames.References,
            Drop + "add constraint posts_editor_fk foreign key (editor) references audit.entries (id) deferrable initially deferred",
            Drop + AddEditor(),
            FindingCodes.ForeignKeyDifferent,
            "posts.posts_editor_fk",
            Error
        ),
        new(
            ForeignKey,
            AspectNames.OnDelete,
            Drop + AddEditor("on delete set null"),
            Drop + AddEditor(),
            FindingCodes.ForeignKeyDifferent,
            "posts.posts_editor_fk",
            Error
        ),
        new(
            ForeignKey,
            AspectNames.OnDelete,
            DropReply
                + "add constraint replies_post_fk foreign key (day, number) references posts (day, number) on delete set null (number) on update cascade",
            DropReply + "add constraint replies_post_fk foreign key (day, number) references posts (day, number) on update cascade",
            FindingCodes.ForeignKeyDifferent,
            "replies.replies_post_fk",
            Error
        ),
        new(
            Check,
            AspectNames.Options,
            DropScore + Score("no inherit"),
            DropScore + Score(),
            FindingCodes.CheckDifferent,
            "users.users_score_check",
            Warning
        ),
        new(
            ForeignKey,
            AspectNames.OnUpdate,
            Drop + AddEditor("on update cascade"),
            Drop + AddEditor(),
            FindingCodes.ForeignKeyDifferent,
            "posts.posts_editor_fk",
            Error
        ),
        new(
            ForeignKey,
            AspectNames.Match,
            "alter table replies drop constraint replies_post_fk, "
                + "add constraint replies_post_fk foreign key (day, number) references posts (day, number) match full on update cascade",
            "alter table replies drop constraint replies_post_fk, "
                + "add constraint replies_post_fk foreign key (day, number) references posts (day, number) on update cascade",
            FindingCodes.ForeignKeyDifferent,
            "replies.replies_post_fk",
            Warning
        ),
        new(
            ForeignKey,
            AspectNames.Deferrable,
            "alter table posts alter constraint posts_editor_fk deferrable initially immediate",
            "alter table posts alter constraint posts_editor_fk deferrable initially deferred",
            FindingCodes.ForeignKeyDifferent,
            "posts.posts_editor_fk",
            Warning
        ),
        new(
            ForeignKey,
            AspectNames.Validated,
            Drop + AddEditor("not valid"),
            "alter table posts validate constraint posts_editor_fk",
            FindingCodes.ForeignKeyDifferent,
            "posts.posts_editor_fk",
            Warning
        ),
        new(
            Check,
            DriftCase.Missing,
            "alter table users drop constraint users_score_check",
            Score(),
            FindingCodes.CheckMissing,
            "users.users_score_check",
            Error
        ),
        new(
            Check,
            DriftCase.Unexpected,
            "alter table users add constraint more check (level > 0)",
            "alter table users drop constraint more",
            FindingCodes.CheckUnexpected,
            "users.more",
            Information
        ),
        new(
            Check,
            AspectNames.Expression,
            "alter table users drop constraint users_score_check, add constraint users_score_check check (score >= 10)",
            DropScore + Score(),
            FindingCodes.CheckDifferent,
            "users.users_score_check",
            Error
        ),
        new(
            Check,
            AspectNames.Validated,
            DropScore + Score("not valid"),
            "alter table users validate constraint users_score_check",
            FindingCodes.CheckDifferent,
            "users.users_score_check",
            Warning
        ),
        new(
            Exclusion,
            DriftCase.Missing,
            "alter table posts drop constraint posts_span_excl",
            Span(),
            FindingCodes.CheckMissing,
            "posts.posts_span_excl",
            Error
        ),
        new(
            Exclusion,
            DriftCase.Unexpected,
            "alter table posts add constraint more exclude using gist (int4range(number, day) with &&)",
            "alter table posts drop constraint more",
            FindingCodes.CheckUnexpected,
            "posts.more",
            Information
        ),
        new(
            Exclusion,
            AspectNames.Definition,
            "alter table posts drop constraint posts_span_excl, add constraint posts_span_excl exclude using gist (int4range(day, number) with =)",
            "alter table posts drop constraint posts_span_excl; " + Span(),
            FindingCodes.CheckDifferent,
            "posts.posts_span_excl",
            Error
        ),
        new(
            Exclusion,
            AspectNames.Deferrable,
            "alter table posts drop constraint posts_span_excl; " + Span("deferrable"),
            "alter table posts drop constraint posts_span_excl; " + Span(),
            FindingCodes.CheckDifferent,
            "posts.posts_span_excl",
            Warning
        ),
        new(
            SchemaObjectKind.Index,
            DriftCase.Missing,
            "drop index users_name_ix",
            "create index users_name_ix on users (name)",
            FindingCodes.IndexMissing,
            "users.users_name_ix",
            Warning
        ),
        new(
            SchemaObjectKind.Index,
            DriftCase.Missing,
            "drop index users_nickname_ix",
            Nickname,
            FindingCodes.IndexMissing,
            "users.users_nickname_ix",
            Error
        ),
        new(
            SchemaObjectKind.Index,
            DriftCase.Unexpected,
            "create index more on users (level)",
            "drop index more",
            FindingCodes.IndexUnexpected,
            "users.more",
            Information
        ),
        new(
            SchemaObjectKind.Index,
            "renamed",
            "alter index users_name_ix rename to other",
            "alter index other rename to users_name_ix",
            FindingCodes.NameDifferent,
            "users.users_name_ix",
            Information
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Columns,
            "drop index users_name_ix; create index users_name_ix on users (name desc)",
            "drop index users_name_ix; create index users_name_ix on users (name)",
            FindingCodes.IndexDifferent,
            "users.users_name_ix",
            Warning
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Columns,
            "drop index users_name_ix; create index users_name_ix on users (lower(name) text_pattern_ops)",
            "drop index users_name_ix; create index users_name_ix on users (name)",
            FindingCodes.IndexDifferent,
            "users.users_name_ix",
            Warning
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Unique,
            "drop index users_nickname_ix; create index users_nickname_ix on users (nickname) where nickname is not null",
            "drop index users_nickname_ix; " + Nickname,
            FindingCodes.IndexDifferent,
            "users.users_nickname_ix",
            Error
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.NullsNotDistinct,
            "drop index users_nickname_ix; create unique index users_nickname_ix on users (nickname) nulls not distinct where nickname is not null",
            "drop index users_nickname_ix; " + Nickname,
            FindingCodes.IndexDifferent,
            "users.users_nickname_ix",
            Error
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Method,
            "drop index users_name_ix; create index users_name_ix on users using hash (name)",
            "drop index users_name_ix; create index users_name_ix on users (name)",
            FindingCodes.IndexDifferent,
            "users.users_name_ix",
            Warning
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Predicate,
            "drop index users_nickname_ix; create unique index users_nickname_ix on users (nickname) where score > 1",
            "drop index users_nickname_ix; " + Nickname,
            FindingCodes.IndexDifferent,
            "users.users_nickname_ix",
            Error
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Include,
            "drop index users_cover_ix; create index users_cover_ix on users (created desc)",
            "drop index users_cover_ix; create index users_cover_ix on users (created desc) include (score)",
            FindingCodes.IndexDifferent,
            "users.users_cover_ix",
            Warning
        ),
        new(
            SchemaObjectKind.Index,
            AspectNames.Valid,
            "set allow_system_table_mods = on; update pg_index set indisvalid = false where indexrelid = 'users_name_ix'::regclass",
            "set allow_system_table_mods = on; update pg_index set indisvalid = true where indexrelid = 'users_name_ix'::regclass",
            FindingCodes.InvalidIndex,
            "users.users_name_ix",
            Error
        ),
    ];

    private const string DropPairs = "alter table pairs drop constraint pairs_pkey, ";
    private const string AddPairs = "alter table pairs add constraint pairs_pkey primary key (a)";
    private const string Login =
        "alter table users drop constraint users_login_key, add constraint users_login_key unique (login) include (name)";
    private const string Nickname = "create unique index users_nickname_ix on users (nickname) where nickname is not null";
    private const string Drop = "alter table posts drop constraint posts_editor_fk, ";
    private const string DropReply = "alter table replies drop constraint replies_post_fk, ";
    private const string DropScore = "alter table users drop constraint users_score_check; ";

    private static string AddEditor(string more = "") =>
        $"add constraint posts_editor_fk foreign key (editor) references users (id) {more} deferrable initially deferred".Replace(
            "not valid deferrable initially deferred",
            "deferrable initially deferred not valid",
            StringComparison.Ordinal
        );

    private static string Editor() => "alter table posts " + AddEditor();

    private static string Score(string more = "") => $"alter table users add constraint users_score_check check (score >= 0) {more}";

    private static string Span(string more = "") =>
        $"alter table posts add constraint posts_span_excl exclude using gist (int4range(day, number) with &&) {more}";
}
