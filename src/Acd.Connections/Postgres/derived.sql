-- A contact, once for each time it was queued under its id. Its number is that event's.
CREATE TABLE {schema}.contact (
    number bigint PRIMARY KEY,
    id text NOT NULL,
    queue text NOT NULL,
    gate text,
    channel text NOT NULL,
    caller_id text,
    round int NOT NULL,
    entered_at timestamptz NOT NULL,
    answered_at timestamptz,
    closed_at timestamptz,
    reason text,
    ended_by text,
    agent text,
    callback boolean NOT NULL,
    offers int NOT NULL,
    transfers int NOT NULL,
    segments int NOT NULL
);
CREATE INDEX contact_id ON {schema}.contact (id);
CREATE INDEX contact_open ON {schema}.contact (number) WHERE closed_at IS NULL;
CREATE INDEX contact_entered ON {schema}.contact (entered_at);

-- A part of a contact's life: waiting (ringing included), ringing, talk, hold, wrapUp, parked.
CREATE TABLE {schema}.contact_segment (
    contact_number bigint NOT NULL,
    segment int NOT NULL,
    contact text NOT NULL,
    kind text NOT NULL,
    queue text NOT NULL,
    gate text,
    agent text,
    began_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (contact_number, segment)
);
CREATE INDEX contact_segment_open ON {schema}.contact_segment (contact_number) WHERE ended_at IS NULL;

-- An offer to an agent. Its number is its event's.
CREATE TABLE {schema}.offer (
    number bigint PRIMARY KEY,
    id text NOT NULL,
    contact_number bigint NOT NULL,
    contact text NOT NULL,
    agent text NOT NULL,
    queue text NOT NULL,
    gate text,
    segment int NOT NULL,
    offered_at timestamptz NOT NULL,
    ended_at timestamptz,
    result text,
    cause text
);
CREATE INDEX offer_open ON {schema}.offer (number) WHERE ended_at IS NULL;

-- An agent's presence, from one event to the next.
CREATE TABLE {schema}.agent_state (
    number bigint PRIMARY KEY,
    agent text NOT NULL,
    presence text NOT NULL,
    reason text,
    forced boolean NOT NULL,
    began_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX agent_state_open ON {schema}.agent_state (number) WHERE ended_at IS NULL;

-- What figures count, each at its event: entered, answered, abandoned, expired, overflowed, canceled, rejected, handled, others.
-- A wrapUp is an agent's after it has passed its contact on; it has no contact, because that is elsewhere by then.
CREATE TABLE {schema}.outcome (
    sequence bigint NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    contact_number bigint,
    queue text NOT NULL,
    gate text,
    channel text,
    agent text,
    callback boolean NOT NULL,
    wait_ms bigint NOT NULL,
    talk_ms bigint NOT NULL,
    hold_ms bigint NOT NULL,
    wrap_up_ms bigint NOT NULL,
    in_target boolean NOT NULL,
    short boolean NOT NULL,
    PRIMARY KEY (sequence, kind)
);
CREATE INDEX outcome_at ON {schema}.outcome (at);

-- The targets of queues at present, by which later outcomes are judged.
CREATE TABLE {schema}.queue_target (
    queue text PRIMARY KEY,
    service_level_ms bigint NOT NULL,
    short_abandon_ms bigint NOT NULL
);

-- Asterisk's queue_log in its SQL form.
CREATE TABLE {schema}.queue_log (
    sequence bigint NOT NULL,
    line int NOT NULL,
    time timestamptz NOT NULL,
    callid text NOT NULL,
    queuename text NOT NULL,
    agent text NOT NULL,
    event text NOT NULL,
    data1 text NOT NULL,
    data2 text NOT NULL,
    data3 text NOT NULL,
    data4 text NOT NULL,
    data5 text NOT NULL,
    PRIMARY KEY (sequence, line)
);

-- What the lines of queue_log need after the last event, of each open contact and each agent.
CREATE TABLE {schema}.queue_log_state (
    key text PRIMARY KEY,
    json text
);
CREATE INDEX queue_log_state_gone ON {schema}.queue_log_state (key) WHERE json IS NULL;

-- The figures of each quarter hour, as GET /v1/queues/{id}/stats has them: gates add up to their queue, queues to the center.
CREATE VIEW {schema}.figures AS
SELECT
    date_bin('15 minutes', at, timestamptz '2000-01-01 00:00:00+00') AS quarter,
    queue,
    gate,
    count(*) FILTER (WHERE kind = 'entered') AS entered,
    count(*) FILTER (WHERE kind = 'answered' AND NOT callback) AS answered,
    count(*) FILTER (WHERE kind = 'answered' AND NOT callback AND in_target) AS answered_in_target,
    coalesce(sum(wait_ms) FILTER (WHERE kind = 'answered' AND NOT callback), 0)::bigint AS answer_wait_ms,
    count(*) FILTER (WHERE kind = 'abandoned' AND NOT callback) AS abandoned,
    count(*) FILTER (WHERE kind = 'abandoned' AND NOT callback AND short) AS short_abandoned,
    coalesce(sum(wait_ms) FILTER (WHERE kind = 'abandoned' AND NOT callback), 0)::bigint AS abandon_wait_ms,
    count(*) FILTER (WHERE kind = 'expired' AND NOT callback) AS expired,
    count(*) FILTER (WHERE kind = 'overflowed' AND NOT callback) AS overflowed,
    count(*) FILTER (WHERE kind = 'canceled' AND NOT callback) AS canceled,
    count(*) FILTER (WHERE kind = 'rejected' AND NOT callback) AS rejected,
    count(*) FILTER (WHERE kind = 'answered' AND callback) AS callbacks_answered,
    count(*) FILTER (WHERE kind = 'handled') AS handled,
    coalesce(sum(talk_ms), 0)::bigint AS talk_ms,
    coalesce(sum(hold_ms), 0)::bigint AS hold_ms,
    coalesce(sum(wrap_up_ms), 0)::bigint AS wrap_up_ms
FROM {schema}.outcome
GROUP BY 1, 2, 3;

-- Service level, ASA, AHT and the share of abandoned contacts, by queue and day in UTC.
CREATE VIEW {schema}.queue_day AS
SELECT
    (quarter AT TIME ZONE 'UTC')::date AS day,
    queue,
    sum(entered)::bigint AS entered,
    sum(answered)::bigint AS answered,
    sum(abandoned)::bigint AS abandoned,
    round(sum(answered_in_target) / nullif(sum(answered), 0), 4) AS service_level_of_answered,
    round(sum(answered_in_target) / nullif(sum(answered + abandoned + expired + overflowed), 0), 4)
        AS service_level_of_offered,
    round(sum(answer_wait_ms) / nullif(sum(answered), 0) / 1000, 3) AS average_speed_of_answer,
    round(sum(talk_ms + wrap_up_ms) / nullif(sum(handled), 0) / 1000, 3) AS average_handle_time,
    round(sum(abandoned) / nullif(sum(answered + abandoned), 0), 4) AS abandoned_share
FROM {schema}.figures
GROUP BY 1, 2;
