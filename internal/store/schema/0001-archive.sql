-- The archive. Written for both databases: what differs between them stands in capitals and is put in by the dialect.
-- Days are YYYY-MM-DD, times microseconds since 1970 in UTC, positions places in the log. What stands in a BYTES column is JSON,
-- packed where it is long, so that a text is kept to the byte whatever it holds.

-- Numbers that go on: how long the log is, which document was linked last, the last serial of a statement.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- What the archive is called, its key, the model set that reads.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The log that proves itself: entries, and the hashes of the tree over them (RFC 6962, as golang.org/x/mod/sumdb/tlog numbers them).
CREATE TABLE log (
    position NUMBER PRIMARY KEY,
    time     BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    entry    BYTES NOT NULL
);
CREATE INDEX log_by_time ON log (time);
CREATE TABLE hashes (
    number NUMBER PRIMARY KEY,
    hash   BYTES NOT NULL
);

-- Originals by their digest. Where they lie in a folder, packed is null.
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    size   BIGINT NOT NULL,
    packed BYTES
);

-- Where documents come from: an address, a file.
CREATE TABLE places (
    id            NUMBER PRIMARY KEY,
    address       TEXT NOT NULL UNIQUE,
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    looked        BIGINT NOT NULL,          -- when somebody last looked
    failure       TEXT NOT NULL DEFAULT '', -- of the last look
    looks         BYTES NOT NULL            -- the last ones, the oldest first
);

CREATE TABLE outlets (
    id   NUMBER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Versions of articles.
CREATE TABLE documents (
    id           NUMBER PRIMARY KEY,
    place        BIGINT NOT NULL REFERENCES places (id),
    version      BIGINT NOT NULL, -- from 1, within its series
    series       BIGINT NOT NULL, -- the versions of one article: the number of the first
    original     TEXT NOT NULL REFERENCES originals (sha256),
    state        TEXT NOT NULL,
    failure      TEXT NOT NULL DEFAULT '',
    captured     BIGINT NOT NULL,
    position     BIGINT NOT NULL,  -- of its capture in the log
    replaced     BIGINT,           -- position since which a later version speaks; null: it speaks
    outlet       BIGINT REFERENCES outlets (id),
    published    TEXT NOT NULL DEFAULT '',
    agency       TEXT NOT NULL DEFAULT '',
    source       BYTES NOT NULL,   -- how the original is to be read
    head         BYTES NOT NULL,   -- what is known of it besides the text
    article      BYTES,            -- null where none was found
    reading      BYTES,            -- the record that a model set made of it
    models       TEXT NOT NULL DEFAULT '',
    tried        TEXT NOT NULL DEFAULT '', -- the model set that could not read it anew
    linked       BYTES,            -- what its entities and claims are in the archive
    read_at      BIGINT,           -- position of the reading that the ledger has
    origin       BIGINT,
    story        BIGINT,
    UNIQUE (place, version)
);
CREATE INDEX documents_by_series ON documents (series, version);
CREATE INDEX documents_by_original ON documents (original);
CREATE INDEX documents_by_state ON documents (state, id);
CREATE INDEX documents_by_origin ON documents (origin);
CREATE INDEX documents_by_story ON documents (story);
CREATE INDEX documents_by_models ON documents (models, id);

CREATE TABLE captures (
    id       NUMBER PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES documents (id),
    place    BIGINT NOT NULL REFERENCES places (id),
    original TEXT NOT NULL REFERENCES originals (sha256),
    time     BIGINT NOT NULL,
    position BIGINT NOT NULL,
    details  BYTES NOT NULL
);
CREATE INDEX captures_by_document ON captures (document);
CREATE INDEX captures_by_place ON captures (place, original);

-- The ledger. Each row is what held of a statement from one position of the log to another; nothing is ever overwritten, so
-- that the ledger can be read as it stood. Keys run by day, so that a window of days is a range of keys.
CREATE TABLE statements (
    key        NUMBER PRIMARY KEY,
    document   BIGINT NOT NULL REFERENCES documents (id),
    name       TEXT NOT NULL,     -- s7
    since      BIGINT NOT NULL,
    until      BIGINT,            -- null: it holds
    machine    BIGINT NOT NULL,   -- 1: as a model read it, 0: as somebody corrected it
    speaker    BIGINT,
    claim      BIGINT,
    act        TEXT NOT NULL,
    stance     TEXT NOT NULL,
    review     TEXT NOT NULL,
    confidence REAL NOT NULL,
    body       BYTES NOT NULL
);
CREATE INDEX statements_by_document ON statements (document, name, since);
CREATE INDEX statements_by_speaker ON statements (speaker, key);
CREATE INDEX statements_by_claim ON statements (claim, key);
CREATE INDEX statements_by_doubt ON statements (confidence, key) WHERE until IS NULL AND review = '';

-- Whom a row of statements answers.
CREATE TABLE answers (
    key      BIGINT NOT NULL REFERENCES statements (key),
    document BIGINT NOT NULL,
    name     TEXT NOT NULL,
    relation TEXT NOT NULL,
    PRIMARY KEY (key, document, name, relation)
);
CREATE INDEX answers_by_target ON answers (document, name);

-- Linking numbers what it links: a document, and again when it is read anew. Names tells what the statements of that reading are called in
-- the ledger; null: as in the reading.
CREATE TABLE linkings (
    number   NUMBER PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES documents (id),
    names    BYTES
);

-- Speakers, and what documents call them.
CREATE TABLE entities (
    id    NUMBER PRIMARY KEY,
    since BIGINT NOT NULL,
    kind  TEXT NOT NULL,
    name  TEXT NOT NULL,
    role  TEXT NOT NULL,
    documents BIGINT NOT NULL -- in how many
);
CREATE TABLE names (
    entity    BIGINT NOT NULL REFERENCES entities (id),
    name      TEXT NOT NULL,
    folded    TEXT NOT NULL, -- as it is looked up by
    documents BIGINT NOT NULL,
    PRIMARY KEY (entity, name)
);
CREATE INDEX names_by_folded ON names (folded);

-- How claims have been worded.
CREATE TABLE wordings (
    claim BIGINT NOT NULL,
    since BIGINT NOT NULL,
    body  BYTES NOT NULL,
    PRIMARY KEY (claim, since)
);

-- What is one: entities and claims that somebody merged, origins that a later document joined.
CREATE TABLE merges (
    id     NUMBER PRIMARY KEY,
    kind   TEXT NOT NULL, -- entity, claim, origin
    number BIGINT NOT NULL,
    target BIGINT NOT NULL,
    since  BIGINT NOT NULL,
    until  BIGINT
);

CREATE TABLE corrections (
    id       NUMBER PRIMARY KEY,
    position BIGINT NOT NULL,
    time     BIGINT NOT NULL,
    undone   BIGINT, -- id of the correction that undid it
    body     BYTES NOT NULL
);
-- The statements, entities and claims that a correction is about.
CREATE TABLE touches (
    target     TEXT NOT NULL,
    correction BIGINT NOT NULL REFERENCES corrections (id),
    PRIMARY KEY (target, correction)
) WITHOUT_ROWID;

-- What linking remembers (package link), by key.
CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value BYTES NOT NULL
) WITHOUT_ROWID;

-- Feeds that are watched.
CREATE TABLE feeds (
    id      NUMBER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    title   TEXT NOT NULL DEFAULT '',
    added   BIGINT NOT NULL,
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    looked        BIGINT NOT NULL DEFAULT 0, -- 0: never
    next          BIGINT NOT NULL DEFAULT 0, -- when somebody will look again
    failure       TEXT NOT NULL DEFAULT '',
    looks         BYTES NOT NULL,
    seen          BYTES NOT NULL   -- what it listed last, so that only what is new is fetched
);

-- Searches that somebody gave a name.
CREATE TABLE searches (
    name  TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    added BIGINT NOT NULL
);
