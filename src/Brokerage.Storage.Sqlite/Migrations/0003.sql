-- What accounts held when they were last read. Amounts, quantities and prices are text, to the last digit: a coin has eighteen of them.

CREATE TABLE holdings (
    connection            TEXT    NOT NULL,
    account               TEXT    NOT NULL,
    broker                TEXT    NOT NULL,
    version               INTEGER NOT NULL,
    positions_received_at TEXT    NULL,
    positions_broker_time TEXT    NULL,
    stale_since           TEXT    NULL,
    problem               INTEGER NULL,
    balance               TEXT    NULL,
    PRIMARY KEY (connection, account, broker)
) WITHOUT ROWID;

CREATE TABLE positions (
    connection        TEXT    NOT NULL,
    account           TEXT    NOT NULL,
    broker            TEXT    NOT NULL,
    place             INTEGER NOT NULL,
    instrument        TEXT    NOT NULL,
    asset_class       TEXT    NOT NULL,
    bucket            TEXT    NULL,
    quantity          TEXT    NOT NULL,
    available         TEXT    NULL,
    multiplier        TEXT    NULL,
    currency          TEXT    NOT NULL,
    average_cost      TEXT    NULL,
    price             TEXT    NULL,
    market_value      TEXT    NULL,
    unrealized_profit TEXT    NULL,
    day_profit        TEXT    NULL,
    option_root       TEXT    NULL,
    option_expires    TEXT    NULL,
    option_strike     TEXT    NULL,
    option_kind       TEXT    NULL,
    underlying        TEXT    NULL,
    info              TEXT    NULL,
    received_at       TEXT    NOT NULL,
    broker_time       TEXT    NULL,
    PRIMARY KEY (connection, account, broker, place)
) WITHOUT ROWID;
