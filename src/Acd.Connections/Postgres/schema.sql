-- The tables and views of a center. {schema} stands for the schema's name.
-- What can be made again from the events is dropped and filled anew where this version is a later one than the tables'.
CREATE SCHEMA IF NOT EXISTS {schema};

-- How far the center's events are here. Its row changes in the transaction that brings the events.
CREATE TABLE IF NOT EXISTS {schema}.progress (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    sequence bigint NOT NULL,
    version int NOT NULL
);
INSERT INTO {schema}.progress (sequence, version) VALUES (0, {version}) ON CONFLICT DO NOTHING;

-- Every event, by month.
CREATE TABLE IF NOT EXISTS {schema}.event (
    sequence bigint NOT NULL,
    at timestamptz NOT NULL,
    type text NOT NULL,
    contact text,
    queue text,
    gate text,
    agent text,
    json json NOT NULL,
    PRIMARY KEY (sequence, at)
) PARTITION BY RANGE (at);
CREATE INDEX IF NOT EXISTS event_contact ON {schema}.event (contact, sequence);
CREATE INDEX IF NOT EXISTS event_at ON {schema}.event (at);

-- Events that were gone before they could be read.
CREATE TABLE IF NOT EXISTS {schema}.gap (
    first bigint PRIMARY KEY,
    last bigint NOT NULL
);
