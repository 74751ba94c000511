#!/usr/bin/env bash
# Redis, its replica and three sentinels for checks, by the scripts that the containers run; sourced after verify.sh, with the
# addresses in server[1], server[2] and sentinel[1] to sentinel[3].
set -euo pipefail

export ACD_REDIS_PRIMARY="${server[1]}" ACD_REDIS_PASSWORD=a-password-of-the-check ACD_SENTINELS="${sentinel[*]}"
declare -A store=()

start_redis() {
    mkdir -p "$folder/redis$1"
    ACD_ADDRESS="${server[$1]}" ACD_REDIS_PEER="${server[$((3 - $1))]}" ACD_DATA="$folder/redis$1" \
        start "redis$1" "$deploy/redis/start-redis.sh"
    store[redis$1]=$started
}

start_sentinel() {
    mkdir -p "$folder/sentinel$1"
    ACD_ADDRESS="${sentinel[$1]}" ACD_DATA="$folder/sentinel$1" start "sentinel$1" "$deploy/redis/start-sentinel.sh"
    store[sentinel$1]=$started
}

start_stores() {
    local number
    for number in 1 2; do start_redis "$number"; done
    for number in 1 2 3; do start_sentinel "$number"; done
}

ask_redis() { REDISCLI_AUTH="$ACD_REDIS_PASSWORD" timeout 5 redis-cli -h "${server[$1]}" "${@:2}" 2> /dev/null | tr -d '\r'; }

is_primary() { ask_redis "$1" INFO replication | grep -qx role:master; }

is_replica_in_step() { ask_redis "$1" INFO replication | grep -qx master_link_status:up; }

# The number of the server that is the primary.
primary() { if is_primary 1; then echo 1; else echo 2; fi; }

knows_all_others() {
    local line
    line="$(timeout 1 redis-cli -h "${sentinel[$1]}" -p 26379 INFO sentinel 2> /dev/null | grep ^master0:)"
    [[ "$line" == *slaves=1,sentinels=3* ]]
}

wait_for_stores() {
    local number
    for number in 1 2 3; do wait_until 30 "sentinel $number's knowing all others" knows_all_others "$number"; done
    wait_until 10 "the replica's being in step" is_replica_in_step 2
}
