using System.Globalization;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Progress;

/// <summary>What a server has reported about one statement under one code: an UPDATE of many rows reports the same for each.</summary>
/// <param name="planned">The migration.</param>
/// <param name="statement">The statement; <see langword="null"/> if it is unknown which.</param>
/// <param name="number">The statement's number, from 1; 0 if it is unknown.</param>
/// <param name="first">The first notice.</param>
internal sealed class HeardNotice(PlannedMigration planned, SqlStatement? statement, int number, ServerNotice first)
{
    private const int MostTexts = 3;
    private readonly List<string> _texts = [first.Message];

    public PlannedMigration Planned => planned;

    public SqlStatement? Statement => statement;

    public int Number => number;

    public ServerNotice First => first;

    /// <summary>Gets how often it was reported.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Gets or sets whether it has been logged.</summary>
    public bool IsTold { get; set; } = first.IsLogged;

    /// <summary>Gets the first few different texts.</summary>
    public string Text => string.Join("; ", _texts);

    /// <summary>Gets code and count in readable form.</summary>
    public string Label =>
        (first.Code, Count) switch
        {
            (null, 1) => "once",
            ({ } code, 1) => code,
            var (code, count) => (code is null ? "" : code + ", ") + string.Create(CultureInfo.InvariantCulture, $"{count} times"),
        };

    /// <summary>Gets the statement's place as <c>file:line:column</c>, or the file if the statement is unknown.</summary>
    public string Place => statement is null ? planned.Origin : $"{planned.Origin}:{statement.Line}:{statement.Column}";

    public bool IsOf(string module, string name) => planned.Name == name && ModuleNames.AreSame(planned.Module, module);

    /// <summary>Adds a repetition.</summary>
    public void Repeat(ServerNotice notice)
    {
        Count++;
        if (_texts.Count < MostTexts && !_texts.Contains(notice.Message))
        {
            _texts.Add(notice.Message);
        }
    }
}
