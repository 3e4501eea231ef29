-- newest: how far the records of a tenant that match rules have come
CREATE TABLE newest (
    tenant BYTEA PRIMARY KEY,
    time BIGINT NOT NULL
);

-- behind: how much older than the newest of its tenant the oldest late record was
CREATE TABLE late (
    source BYTEA PRIMARY KEY,
    records BIGINT NOT NULL,
    behind BIGINT NOT NULL,
    last BIGINT NOT NULL
);
