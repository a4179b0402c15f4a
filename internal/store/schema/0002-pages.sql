-- What the pages need. The words in capitals are as in step 1.

-- Who may use the pages where they are open to others than this machine.
CREATE TABLE accounts (
    id       NUMBER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    role     TEXT NOT NULL,             -- reader, reviewer, admin
    password TEXT NOT NULL DEFAULT '',  -- argon2id, in PHC string format; '': none
    subject  TEXT NOT NULL DEFAULT '',  -- issuer and subject at a provider of OpenID Connect; '': none
    added    BIGINT NOT NULL
);
CREATE UNIQUE INDEX accounts_by_subject ON accounts (subject) WHERE subject <> '';
CREATE TABLE sessions (
    token   TEXT PRIMARY KEY, -- digest of what the browser has
    account BIGINT NOT NULL,  -- that it ends with; 0: none yet
    data    BYTES NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires);
CREATE INDEX sessions_by_account ON sessions (account);
INSERT INTO counters (name, value) VALUES ('account', 0);
-- Keys with which programs come instead of a session.
CREATE TABLE access_keys (
    digest  TEXT PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES accounts (id),
    name    TEXT NOT NULL,
    added   BIGINT NOT NULL
);

-- Statements that somebody wants to come back to.
CREATE TABLE stars (
    account   TEXT NOT NULL, -- its name
    statement TEXT NOT NULL, -- d12#s7
    added     BIGINT NOT NULL,
    PRIMARY KEY (account, statement)
);

-- Where what a saved search newly finds is sent to, how far each way has come in the log and what went wrong there the last time, and the secret
-- with which what is sent to a webhook is signed.
ALTER TABLE searches ADD COLUMN webhook TEXT NOT NULL DEFAULT '';
ALTER TABLE searches ADD COLUMN webhook_told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE searches ADD COLUMN webhook_failure TEXT NOT NULL DEFAULT '';
ALTER TABLE searches ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE searches ADD COLUMN email_told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE searches ADD COLUMN email_failure TEXT NOT NULL DEFAULT '';
ALTER TABLE searches ADD COLUMN secret TEXT NOT NULL DEFAULT '';

-- What came into the ledger since some place in the log.
CREATE INDEX statements_by_since ON statements (since);

-- What somebody has decided today.
CREATE INDEX corrections_by_time ON corrections (time);
-- Lists of speakers by name, of stories and texts by day, of articles that were changed, the latest first.
DROP INDEX names_by_folded;
CREATE INDEX names_by_folded ON names (folded, entity);
CREATE INDEX documents_by_day ON documents (published, id, story, origin, replaced); -- all that a walk by day reads
CREATE INDEX documents_revised ON documents (id, outlet) WHERE version > 1;
-- The ledger's filters and counts. Claims that somebody asserts and somebody denies or doubts, each with those that were merged with it.
CREATE TABLE contested (
    claim BIGINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT, -- null: it is
    PRIMARY KEY (claim, since)
);
CREATE INDEX contested_now ON contested (claim) WHERE until IS NULL;
CREATE INDEX statements_by_stance ON statements (claim, stance, document) WHERE until IS NULL AND review <> 'rejected';
-- Statements that a version of an article changed, added or left out: under the id that they have there, those left out under the one before.
CREATE TABLE edited (
    version  BIGINT NOT NULL REFERENCES documents (id), -- the later one
    document BIGINT NOT NULL REFERENCES documents (id),
    name     TEXT NOT NULL,
    PRIMARY KEY (document, name)
);
CREATE INDEX edited_by_version ON edited (version);
CREATE INDEX linkings_by_document ON linkings (document, number);
-- Since when documents are in the ledger.
CREATE INDEX documents_by_reading ON documents (read_at);
CREATE INDEX documents_replaced ON documents (replaced) WHERE replaced IS NOT NULL;
-- What is counted, without the rest of a row.
CREATE INDEX statements_by_count ON statements (key, document, speaker, claim, act, stance, review, since, until);
