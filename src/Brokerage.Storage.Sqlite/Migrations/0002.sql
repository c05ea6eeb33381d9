-- The order journal: one row for each wish as it stands. The entry is what the journal's codec writes; what stands beside it is for finding it.

CREATE TABLE journal (
    place      INTEGER NOT NULL PRIMARY KEY,
    key        TEXT    NOT NULL UNIQUE,
    version    INTEGER NOT NULL,
    state      INTEGER NOT NULL,
    connection TEXT    NOT NULL,
    account    TEXT    NOT NULL,
    broker     TEXT    NOT NULL,
    is_open    INTEGER NOT NULL,
    is_queued  INTEGER NOT NULL,
    changed_at TEXT    NOT NULL,
    entry      BLOB    NOT NULL
);

CREATE INDEX journal_open ON journal (place) WHERE is_open = 1;

CREATE INDEX journal_queued ON journal (place) WHERE is_queued = 1;

CREATE TABLE journal_orders (
    connection TEXT NOT NULL,
    account    TEXT NOT NULL,
    broker     TEXT NOT NULL,
    order_id   TEXT NOT NULL,
    key        TEXT NOT NULL,
    PRIMARY KEY (connection, account, broker, order_id)
) WITHOUT ROWID;
