#!/usr/bin/env bash
# Verifies Redis with a replica and three sentinels behind HAProxy, by the scripts and the haproxy.cfg that the containers run,
# with two members of a cluster on it: ./deploy/verify-redis.sh [--no-build]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/verify.sh"

balancer=127.0.2.1
declare -A server=([1]=127.0.3.1 [2]=127.0.3.2) sentinel=([1]=127.0.4.1 [2]=127.0.4.2 [3]=127.0.4.3)
source "$(dirname "${BASH_SOURCE[0]}")/stores.sh"
url="http://$balancer:8000"
if [[ "${1:-}" == --no-build ]]; then built=true; fi
json=(-H "Content-Type: application/json")

start_balancer_and_members() {
    printf '127.0.1.%s gateway\n' 1 2 > "$folder/hosts"
    start names dnsmasq --no-daemon --no-resolv --no-hosts --addn-hosts="$folder/hosts" --listen-address=127.0.0.1 \
        --bind-interfaces --local-ttl=0
    ACD_BIND="$balancer" ACD_DNS=127.0.0.1:53 ACD_RUN="$folder" ACD_REDIS_1="${server[1]}:6379" \
        ACD_REDIS_2="${server[2]}:6379" start haproxy haproxy -db -f "$deploy/haproxy/haproxy.cfg"
    wait_until 10 "HAProxy's finding the primary" has_servers_up "$balancer" redis 1
    local number
    for number in 1 2; do
        start "member$number" dotnet "$server_dll" serve --urls "http://127.0.1.$number:8000" \
            --advertise "127.0.1.$number" --store "redis://default:$ACD_REDIS_PASSWORD@$balancer:6379"
    done
    wait_until 60 "a member's service" "$deploy/answers.sh" "$balancer" 8000 /readyz
}

post() {
    curl -s --max-time 5 -o "$folder/answer" -w '%{http_code}' -X POST "${json[@]}" -d "{\"id\": \"$1\", \"skills\": [\"en\"]}" \
        "$url/v1/contacts" || true
}

is_posted() { [[ "$(post "$1")" =~ ^20[01]$ ]]; }

is_there() { [[ "$(curl -s --max-time 2 -o /dev/null -w '%{http_code}' "$url/v1/contacts/$1")" == 200 ]]; }

# fault WHAT LIMIT COMMAND …: does something to Redis, and tells how long no contact could be posted and read.
fault() {
    local what="$1" limit="$2" number="$((++faults))"
    shift 2
    wait_until 20 "a commit before the fault ($what)" is_posted "before-$number"
    sleep 1
    ask_on --max-time 1 "$url/v1/contacts/before-$number" > "$folder/asked" &
    local asking=$!
    sleep 0.5
    "$@"
    echo "${EPOCHREALTIME//./} fault" >> "$folder/asked"
    # A member may still answer for a moment from what it holds a valid lease on; what counts is the next commit.
    wait_until 60 "a commit after the fault ($what)" is_posted "after-$number"
    wait_until 10 "an answer after the fault ($what)" ends_served "$folder/asked"
    kill "$asking"
    is_there "before-$number" || fail "$what: a contact that was acknowledged a second before is gone"
    local pause
    pause="$(longest_pause "$folder/asked")"
    ((pause < limit)) || fail "$what: callers were without service for $pause ms, more than $limit"
    verified "$what: callers were without service for $pause ms"
}

restart_primary() {
    kill -9 "${store[redis$1]}"
    start_redis "$1"
}

verify_faults() {
    faults=0
    fault "kill -9 of the primary, which is started again at once as its container is" 10000 restart_primary 1
    is_primary 1 || fail "the primary that was started again is not the primary"
    wait_until 20 "the replica's return into step" is_replica_in_step 2

    fault "kill -9 of the primary, which stays away" 20000 kill -9 "${store[redis1]}"
    is_primary 2 || fail "the replica has not taken the primary's place"
    start_redis 1
    wait_until 10 "the former primary's coming back as a replica" is_replica_in_step 1
    has_servers_up "$balancer" redis 1 || fail "HAProxy takes $(servers_up "$balancer" redis) of the servers for the primary"
    verified "the former primary comes back as the replica, and HAProxy goes on with the new one"
}

# What outlives everything: who was the primary last.
verify_restart_of_all() {
    wait_until 20 "a commit before the restart of all" is_posted the-last
    wait_until 5 "the replica's being in step" is_replica_in_step 1
    local name
    for name in redis1 redis2 sentinel1 sentinel2 sentinel3; do kill -9 "${store[$name]}"; done
    sleep 1
    start_stores
    wait_until 60 "service after a restart of all" is_posted after-all
    is_primary 2 || fail "after a restart of all, the primary is not the one that was it last"
    is_there the-last || fail "after a restart of all, the last contact is gone"
    verified "after kill -9 of both servers and all sentinels the last primary is the primary, with all contacts"
}

need haproxy=haproxy dnsmasq=dnsmasq-base redis-server=redis-server curl=curl ip=iproute2 unshare=util-linux
build Acd.Server
enter_sandbox "$@"
make_folder
start_stores
wait_for_stores
verified "a primary, its replica in step, and three sentinels that know each other"
start_balancer_and_members
verify_faults
verify_restart_of_all
