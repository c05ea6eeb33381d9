-- Users' connections, their sealed secrets, accounts, and sign-ins that were begun.
-- Times are UTC, as 2026-03-04T17:00:00.0000000Z, so that they sort as text. Amounts of money would be text too: SQLite's REAL is no decimal.

CREATE TABLE connections (
    connection       TEXT    NOT NULL PRIMARY KEY,
    user             TEXT    NULL,
    broker           TEXT    NOT NULL,
    environment      TEXT    NOT NULL,
    application      TEXT    NOT NULL,
    access           INTEGER NOT NULL,
    state            INTEGER NOT NULL,
    problem          INTEGER NULL,
    subject          TEXT    NULL,
    nickname         TEXT    NULL,
    is_primary       INTEGER NOT NULL,
    connected_at     TEXT    NOT NULL,
    logged_in_at     TEXT    NOT NULL,
    person_needed_by TEXT    NULL,
    last_sync_at     TEXT    NULL,
    version          INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX connections_of_user ON connections (user, connected_at, connection);

CREATE TABLE secrets (
    connection  TEXT    NOT NULL PRIMARY KEY,
    user        TEXT    NULL,
    broker      TEXT    NOT NULL,
    environment TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    key_id      TEXT    NOT NULL,
    asked       INTEGER NOT NULL,
    envelope    BLOB    NOT NULL
) WITHOUT ROWID;

CREATE TABLE renewals (
    connection TEXT NOT NULL PRIMARY KEY,
    holder     TEXT NOT NULL,
    until      TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE accounts (
    connection    TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    broker        TEXT    NOT NULL,
    place         INTEGER NOT NULL,
    masked_number TEXT    NOT NULL,
    merge_key     TEXT    NULL,
    name          TEXT    NOT NULL,
    status        INTEGER NOT NULL,
    currency      TEXT    NOT NULL,
    nickname      TEXT    NULL,
    is_counted    INTEGER NOT NULL,
    as_of         TEXT    NOT NULL,
    PRIMARY KEY (connection, account)
) WITHOUT ROWID;

CREATE TABLE sign_ins (
    id          TEXT    NOT NULL PRIMARY KEY,
    user        TEXT    NULL,
    broker      TEXT    NOT NULL,
    environment TEXT    NOT NULL,
    application TEXT    NOT NULL,
    redirect_to TEXT    NULL,
    access      INTEGER NOT NULL,
    renews      TEXT    NULL,
    nickname    TEXT    NULL,
    session     TEXT    NULL,
    expires_at  TEXT    NOT NULL,
    is_taken    INTEGER NOT NULL,
    sealed      BLOB    NOT NULL
) WITHOUT ROWID;

CREATE INDEX sign_ins_of_session ON sign_ins (session) WHERE session IS NOT NULL AND is_taken = 0;
