-- Orders as brokers last told them, those that belong to another one with a row of their own. The body is what the orders' codec writes, without
-- account and children; what stands beside it is for lists and for those who ask with SQL. The wish that one came of is in the journal, under
-- 'order/' and its client_order_id. Commission is what was paid so far, where it is in one currency.

CREATE TABLE orders (
    connection          TEXT    NOT NULL,
    account             TEXT    NOT NULL,
    broker              TEXT    NOT NULL,
    order_id            TEXT    NOT NULL,
    parent              TEXT    NULL,
    client_order_id     TEXT    NULL,
    state               TEXT    NOT NULL,
    is_final            INTEGER NOT NULL,
    instrument          TEXT    NULL,
    side                TEXT    NULL,
    filled              TEXT    NOT NULL,
    average_price       TEXT    NULL,
    commission          TEXT    NULL,
    commission_currency TEXT    NULL,
    placed_at           TEXT    NOT NULL,
    seen_at             TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    PRIMARY KEY (connection, account, broker, order_id)
);

CREATE INDEX orders_of_account ON orders (connection, account, broker, placed_at, order_id) WHERE parent IS NULL;

CREATE INDEX orders_of_parent ON orders (connection, account, broker, parent, order_id) WHERE parent IS NOT NULL;

CREATE INDEX orders_open ON orders (connection, placed_at, order_id) WHERE parent IS NULL AND is_final = 0;
