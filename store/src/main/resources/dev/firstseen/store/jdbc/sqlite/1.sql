-- Texts out of logs are kept as bytes: they may hold anything, and are compared as they are.
-- Keys are digests with what is asked for together in front, so that it lies together.

CREATE TABLE cursor (
    source BLOB NOT NULL,
    name BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (source, name)
) WITHOUT ROWID;

-- memory: the newest there was; those begun since have not taken the event
CREATE TABLE ledger (
    event BLOB PRIMARY KEY,
    time INTEGER NOT NULL,
    memory INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX ledger_time ON ledger (time);

CREATE TABLE memory (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    rule BLOB NOT NULL,
    meaning BLOB NOT NULL,
    UNIQUE (rule, meaning)
);

-- term: memory (4 bytes), digest of tenant and first value (8), digest of all values (16)
-- day: until when it matters, in days since 1970; an index of whole days seldom changes
CREATE TABLE term (
    term BLOB PRIMARY KEY,
    day INTEGER NOT NULL,
    state BLOB NOT NULL,
    spelling BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX term_day ON term (day);

-- entry: memory (4 bytes), digest of tenant and values (16), time (8), digest of the event id (8)
CREATE TABLE counted (
    entry BLOB PRIMARY KEY,
    memory INTEGER NOT NULL,
    time INTEGER NOT NULL,
    state BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX counted_time ON counted (memory, time);

-- owner: whose memory its history is told from; log: digest of tenant and dataset, where it tells one
CREATE TABLE alert (
    id BLOB PRIMARY KEY,
    gathering BLOB,
    event BLOB NOT NULL,
    owner BLOB,
    log BLOB,
    time INTEGER NOT NULL,
    event_time INTEGER NOT NULL,
    state INTEGER NOT NULL,
    counted_on BLOB,
    stored BLOB NOT NULL
);
CREATE INDEX alert_gathering ON alert (gathering, time) WHERE gathering IS NOT NULL;
CREATE INDEX alert_gathering_shown ON alert (gathering, time) WHERE gathering IS NOT NULL AND state = 0;
CREATE INDEX alert_time ON alert (time);
CREATE INDEX alert_state ON alert (state);
CREATE INDEX alert_counted_on ON alert (counted_on, time) WHERE counted_on IS NOT NULL;
CREATE INDEX alert_owner ON alert (owner, event_time) WHERE owner IS NOT NULL;
CREATE INDEX alert_event_time ON alert (event_time) WHERE owner IS NOT NULL;
CREATE INDEX alert_log ON alert (log, time) WHERE log IS NOT NULL;

-- stale: alerts whose history may be told otherwise by now; since: when that was found
CREATE TABLE stale (
    alert BLOB PRIMARY KEY,
    since INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX stale_since ON stale (since);

CREATE TABLE alert_account (
    account BLOB NOT NULL,
    time INTEGER NOT NULL,
    alert BLOB NOT NULL,
    rule BLOB NOT NULL,
    PRIMARY KEY (account, time, alert)
) WITHOUT ROWID;
CREATE INDEX alert_account_alert ON alert_account (alert);

-- newest: the time that counts of the last of its alerts
CREATE TABLE incident (
    id BLOB PRIMARY KEY,
    last INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    stored BLOB NOT NULL,
    document BLOB NOT NULL
);
CREATE INDEX incident_last ON incident (last);
CREATE INDEX incident_newest ON incident (newest);

CREATE TABLE incident_alert (
    alert BLOB NOT NULL,
    incident BLOB NOT NULL,
    PRIMARY KEY (alert, incident)
) WITHOUT ROWID;

CREATE TABLE incident_account (
    account BLOB NOT NULL,
    incident BLOB NOT NULL,
    PRIMARY KEY (account, incident)
) WITHOUT ROWID;

-- account: digest of tenant and name
CREATE TABLE waiting (
    account BLOB PRIMARY KEY,
    tenant BLOB NOT NULL,
    name BLOB NOT NULL,
    urgent INTEGER NOT NULL,
    times INTEGER NOT NULL
) WITHOUT ROWID;

-- name: digest of tenant and name; account: the least of its names
CREATE TABLE account_name (
    name BLOB PRIMARY KEY,
    account BLOB NOT NULL,
    told INTEGER NOT NULL,
    spelling BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX account_name_account ON account_name (account);
CREATE INDEX account_name_told ON account_name (told);

CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    sink BLOB NOT NULL,
    id BLOB NOT NULL,
    notice BLOB NOT NULL,
    written INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due INTEGER NOT NULL,
    dead INTEGER NOT NULL,
    reason BLOB NOT NULL
);
CREATE INDEX outbox_sink ON outbox (dead, sink, number);
CREATE INDEX outbox_written ON outbox (written);

-- hours: a bit for each of 64 hours, the first of which is place * 64 hours after 1970
CREATE TABLE observed (
    tenant BLOB NOT NULL,
    dataset BLOB NOT NULL,
    place INTEGER NOT NULL,
    hours INTEGER NOT NULL,
    PRIMARY KEY (tenant, dataset, place)
) WITHOUT ROWID;

CREATE TABLE gap (
    source BLOB NOT NULL,
    name BLOB NOT NULL,
    tenant BLOB NOT NULL,
    log BLOB NOT NULL,
    start INTEGER NOT NULL,
    finish INTEGER NOT NULL,
    reason BLOB NOT NULL,
    PRIMARY KEY (source, name)
) WITHOUT ROWID;

-- stage: 2 open, 1 closed, 0 closed and among the postings
CREATE TABLE block (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant BLOB NOT NULL,
    dataset BLOB NOT NULL,
    stage INTEGER NOT NULL,
    records INTEGER NOT NULL,
    plain INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    first_available INTEGER NOT NULL,
    last_available INTEGER NOT NULL,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL
);
CREATE INDEX block_open ON block (tenant, dataset, number) WHERE stage = 2;
CREATE INDEX block_recent ON block (tenant, number) WHERE stage > 0;
CREATE INDEX block_available ON block (last_available);

-- lines come last: what is asked for alone is read without them
CREATE TABLE block_content (
    number INTEGER PRIMARY KEY,
    heads BLOB NOT NULL,
    line_index BLOB NOT NULL,
    lines BLOB NOT NULL
);

-- blocks: of each key on a shelf, in which of the blocks from first to last it stands
CREATE TABLE posting (
    shelf INTEGER NOT NULL,
    last INTEGER NOT NULL,
    first INTEGER NOT NULL,
    blocks BLOB NOT NULL,
    PRIMARY KEY (shelf, last)
) WITHOUT ROWID;

-- what the archive does not hold of each log, up to when; memory: the newest there was, those begun since lack it
CREATE TABLE loss (
    tenant BLOB NOT NULL,
    dataset BLOB NOT NULL,
    memory INTEGER NOT NULL,
    available INTEGER NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (tenant, dataset, memory)
) WITHOUT ROWID;
CREATE INDEX loss_available ON loss (available);

-- newest: how far the records of a tenant that match rules have come
CREATE TABLE newest (
    tenant BLOB PRIMARY KEY,
    time INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX newest_time ON newest (time);

-- behind: how much older than the newest of its tenant the oldest late record was
CREATE TABLE late (
    source BLOB PRIMARY KEY,
    records INTEGER NOT NULL,
    behind INTEGER NOT NULL,
    last INTEGER NOT NULL
) WITHOUT ROWID;

-- records that could not be used: how many, and the newest of each source and reason
CREATE TABLE rejected (
    source BLOB NOT NULL,
    reason BLOB NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (source, reason)
) WITHOUT ROWID;

CREATE TABLE reject (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    source BLOB NOT NULL,
    reason BLOB NOT NULL,
    stored BLOB NOT NULL
);
CREATE INDEX reject_kind ON reject (source, reason, number);

CREATE TABLE behind (
    source BLOB NOT NULL,
    part BLOB NOT NULL,
    start INTEGER NOT NULL,
    finish INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (source, part)
) WITHOUT ROWID;

-- what was wrong a minute ago at most, in the order in which it was told
CREATE TABLE trouble (
    number INTEGER PRIMARY KEY,
    sentence BLOB NOT NULL,
    time INTEGER NOT NULL
);
