# Holds every event of the center against the rules: no gap, nobody offered or connected twice, nobody with two calls at once.
# In: lines of sequence, type, contact, its own sequence, agent, reason, with tabs between. Out: faults, then one line of counts.

function fault(text) { faults++; if (faults <= 20) print "fault: " text }

function move(contact, from, to) {
    if (state[contact] != from) fault(contact " is " state[contact] ", and becomes " to ", which only one that is " from " may")
    state[contact] = to
}

BEGIN { FS = "\t" }

{
    sequence = $1; type = $2; contact = $3; own = $4; agent = $5; reason = $6
    if (sequence != last + 1) fault("event " sequence " came after " last)
    last = sequence
    if (contact == "") next
    if (!(contact in state)) state[contact] = "new"
    if (own != events[contact] + 1) fault(contact ": its event " own " came after its event " events[contact] + 0)
    events[contact] = own
}

type == "contactQueued" { move(contact, "new", "queued"); queued++ }

type == "contactOffered" {
    move(contact, "queued", "offered to " agent)
    if (agent in busy) fault(agent " has " busy[agent] " and is offered " contact)
    busy[agent] = contact
}

type == "offerTimedOut" || type == "offerDeclined" || type == "offerRevoked" {
    move(contact, "offered to " agent, "queued")
    delete busy[agent]
}

type == "contactConnected" { move(contact, "offered to " agent, "connected to " agent) }

type == "contactClosed" && reason == "completed" {
    move(contact, "connected to " agent, "completed")
    delete busy[agent]
    completed++
}

END {
    printf "%d events, %d contacts queued, %d completed, %d faults\n", last, queued, completed, faults
    exit faults > 0
}
