-- newest: how far the records of a tenant that match rules have come
CREATE TABLE newest (
    tenant BLOB PRIMARY KEY,
    time INTEGER NOT NULL
) WITHOUT ROWID;

-- behind: how much older than the newest of its tenant the oldest late record was
CREATE TABLE late (
    source BLOB PRIMARY KEY,
    records INTEGER NOT NULL,
    behind INTEGER NOT NULL,
    last INTEGER NOT NULL
) WITHOUT ROWID;
