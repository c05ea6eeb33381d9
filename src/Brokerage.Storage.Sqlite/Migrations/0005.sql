-- Which notices users were given, until they need not be remembered any more.

CREATE TABLE notices (
    id    TEXT NOT NULL PRIMARY KEY,
    until TEXT NOT NULL
) WITHOUT ROWID;
