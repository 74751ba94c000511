-- Contacts by the number of the event that made them: rows are appended, and a busy contact's row is near the end.
-- Loading reads closed contacts from the columns before the document.
CREATE TABLE contact (
    sequence  INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    closed_at INTEGER,
    reason    TEXT,
    document  BLOB NOT NULL
) STRICT;
CREATE INDEX contact_open ON contact (closed_at) WHERE closed_at IS NULL;
CREATE INDEX contact_closed ON contact (closed_at, id, reason) WHERE closed_at IS NOT NULL;

CREATE TABLE agent (
    sequence INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    document BLOB NOT NULL
) STRICT;

-- A few hundred events to a row, as a JSON array without a gap in their numbers.
CREATE TABLE event (
    first  INTEGER PRIMARY KEY,
    last   INTEGER NOT NULL,
    events BLOB NOT NULL
) STRICT;

-- One row.
CREATE TABLE settings (
    row      INTEGER PRIMARY KEY CHECK (row = 1),
    document BLOB NOT NULL
) STRICT;

-- One row: the newest lease's epoch, and the number of the last event.
CREATE TABLE center (
    row      INTEGER PRIMARY KEY CHECK (row = 1),
    epoch    INTEGER NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;
INSERT INTO center (row, epoch, sequence) VALUES (1, 0, 0);

-- Documents that are neither contacts nor agents, by name.
CREATE TABLE named (
    name     TEXT PRIMARY KEY,
    document BLOB NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
