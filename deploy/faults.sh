#!/usr/bin/env bash
# The faults of verify-cluster.sh, which sources this: each kills something, which is started again as its container would be.
set -euo pipefail

declare -A faults=([gateway]=kill_gateway [haproxy]=kill_haproxy [redis]=kill_redis [redis-away]=lose_redis
    [dispatcher]=kill_dispatcher [stop]=stop_dispatcher [silo]=kill_another_silo [silos]=kill_all_silos)
declare -A what=([dispatcher]="\`kill -9\` of the dispatcher's silo" [stop]="SIGTERM to the dispatcher's silo"
    [silo]="\`kill -9\` of another silo" [silos]="\`kill -9\` of all silos" [gateway]="\`kill -9\` of a gateway"
    [haproxy]="\`kill -9\` of the HAProxy that has the virtual address" [redis]="\`kill -9\` of Redis' primary, started again"
    [redis-away]="\`kill -9\` of Redis' primary, until its replica has its place")

kill_gateway() { kill_kept "gateway$((1 + round % 2))"; }

kill_dispatcher() {
    wait_until 20 "some silo's having the lease" is_dispatched
    kill_kept "silo$(dispatcher)"
}

stop_dispatcher() {
    wait_until 20 "some silo's having the lease" is_dispatched
    kill -TERM "$(< "$folder/silo$(dispatcher).pid")"
}

kill_all_silos() {
    local number
    for number in 1 2 3; do kill_kept "silo$number"; done
}

kill_another_silo() {
    local owner number
    wait_until 20 "some silo's having the lease" is_dispatched
    owner="$(dispatcher)"
    for number in 1 2 3; do
        if [[ "$number" != "$owner" ]]; then break; fi
    done
    kill_kept "silo$number"
}

# The one with the virtual address, whichever it is.
kill_haproxy() {
    local victim
    victim="$(holder)"
    kill -9 "$(process_of "$victim" haproxy)"
    wait_until 10 "the end of the balancer whose HAProxy was killed" gone "${node[$victim]}"
    start_balancer "$victim"
}

kill_redis() {
    local victim
    victim="$(primary)"
    kill -9 "${store[redis$victim]}"
    wait_until 10 "the end of the Redis that was killed" gone "${store[redis$victim]}"
    start_redis "$victim"
}

lose_redis() {
    local victim
    victim="$(primary)"
    kill -9 "${store[redis$victim]}"
    wait_until 10 "the end of the Redis that was killed" gone "${store[redis$victim]}"
    wait_until 30 "the replica's taking its place" is_primary $((3 - victim))
    start_redis "$victim"
    wait_until 30 "the former primary's coming back as a replica" is_replica_in_step "$victim"
}
