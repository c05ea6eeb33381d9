using Brokerage.Kill.Tests.Scenes;
using Brokerage.Storage.Sqlite;

namespace Brokerage.Kill.Tests.Apps;

/// <summary>The journal of a scene.</summary>
internal static class Journals
{
    public static IOrderJournal Open(Errand errand) =>
        errand.Scene.Store is Store.Sqlite ? SqliteOrderJournal.Open(errand.Journal) : FileOrderJournal.Open(errand.Journal);
}
