-- Version 2: documents that are neither contacts nor agents, by name.
CREATE TABLE named (
    name     TEXT PRIMARY KEY,
    document BLOB NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
