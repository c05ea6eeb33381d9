namespace Brokerage;

/// <summary>Collects notices; the same thing is said once.</summary>
internal sealed class NoticeList
{
    private List<Notice>? _notices;

    internal IReadOnlyList<Notice> Notices => _notices ?? (IReadOnlyList<Notice>)[];

    internal void Refuse(string code, RuleField field, string text) => Add(NoticeSeverity.Refusal, code, field, text);

    internal void Warn(string code, RuleField field, string text) => Add(NoticeSeverity.Warning, code, field, text);

    internal void Tell(string code, RuleField field, string text) => Add(NoticeSeverity.Info, code, field, text);

    // A notice names its field in the text too, because texts are what people and logs see.
    private void Add(NoticeSeverity severity, string code, RuleField field, string text)
    {
        var name = field.ToString();
        var notice = new Notice(severity, code, $"{name}: {text}") { Field = name };
        _notices ??= [];
        if (!_notices.Contains(notice)) _notices.Add(notice);
    }
}
