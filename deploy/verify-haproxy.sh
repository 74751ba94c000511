#!/usr/bin/env bash
# Verifies haproxy.cfg with the real HAProxy in front of real processes on loopback: ./deploy/verify-haproxy.sh [--no-build]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/verify.sh"

balancer=127.0.2.1 one=127.0.1.1 two=127.0.1.2
url="http://$balancer:8000"
if [[ "${1:-}" == --no-build ]]; then built=true; fi

json=(-H "Content-Type: application/json")
call() { curl -s --max-time 5 -o "$folder/answer" -w '%{http_code}' "$@" || true; }

# serve NAME ADDRESS STORE
serve() {
    start "$1" dotnet "$server_dll" serve --urls "http://$2:8000" --store "$3" --stream-heartbeat 00:05:00
}

is_ready() { "$deploy/answers.sh" "$1" 8000 /readyz; }

start_balancer() {
    # One name with two addresses, as a container engine's name server tells of two gateways.
    printf '%s gateway\n' "$one" "$two" > "$folder/hosts"
    start names dnsmasq --no-daemon --no-resolv --no-hosts --addn-hosts="$folder/hosts" --listen-address=127.0.0.1 \
        --bind-interfaces --local-ttl=0
    # Silence is cut short after a second here, so that a stream which outlives it need not be watched for a minute.
    ACD_BIND="$balancer" ACD_DNS=127.0.0.1:53 ACD_IDLE=1s ACD_RUN="$folder" \
        start haproxy haproxy -db -f "$deploy/haproxy/haproxy.cfg"
    wait_until 10 "HAProxy's start" "$deploy/answers.sh" "$balancer" 8404 /alive
}

# The board asks Prometheus for figures by name; a name that HAProxy does not have would be an empty panel.
verify_board() {
    local name count=0
    curl -s "http://$balancer:8404/metrics" > "$folder/metrics"
    while read -r name; do
        grep -q "^$name{" "$folder/metrics" || fail "HAProxy has no $name, which the board shows"
        count=$((count + 1))
    done < <(grep -oh 'haproxy_[a-z_]*' "$deploy"/observability/grafana/dashboards/*.json | sort -u)
    verified "the $count figures of HAProxy that the board shows are among its metrics"
}

verify_round_robin() {
    serve alpha "$one" memory:
    local alpha=$started
    serve beta "$two" memory:
    local beta=$started
    wait_until 30 "two gateways' readiness" has_servers_up "$balancer" gateways 2

    local before_one before_two i
    before_one="$(statistic "$balancer" gateways gateway1 stot)" before_two="$(statistic "$balancer" gateways gateway2 stot)"
    for i in {1..40}; do
        [[ "$(call "$url/v1/queues/default")" == 200 ]] || fail "request $i of 40 was answered with $(< "$folder/answer")"
    done
    local by_one=$(($(statistic "$balancer" gateways gateway1 stot) - before_one))
    local by_two=$(($(statistic "$balancer" gateways gateway2 stot) - before_two))
    ((by_one == 20 && by_two == 20)) || fail "of 40 requests $by_one and $by_two went to the two gateways, not 20 and 20"
    verified "the gateways that a name leads to share requests: 40 requests, $by_one and $by_two"

    kill -9 "$alpha" "$beta"
    wait_until 10 "the end of both gateways" has_servers_up "$balancer" gateways 0
    [[ "$(call "$url/readyz")" == 503 ]] || fail "with no gateway HAProxy does not answer 503 on /readyz"
    verified "with no gateway left /readyz through HAProxy answers 503, which keepalived's check asks"
}

start_first() {
    start redis redis-server --bind 127.0.0.1 --port 6379 --dir "$folder" --save "" --appendonly yes
    serve first "$one" redis://127.0.0.1:6379
    first=$started
    wait_until 60 "the first member's readiness" is_ready "$one"
    wait_until 10 "HAProxy's seeing it" has_servers_up "$balancer" gateways 1
    [[ "$(call -X PUT "${json[@]}" -d '{"skills": ["en"]}' "$url/v1/agents/ann")" =~ ^20 ]] || fail "no agent could be made"
}

start_second() {
    serve second "$two" redis://127.0.0.1:6379
    second=$started
    wait_until 60 "both members' being up" has_servers_up "$balancer" gateways 2
    [[ "$(call "http://$two:8000/v1/agents/ann")" == 200 ]] || fail "the second member does not know the agent"
    verified "a second process on the same Redis serves the same center"
}

last_event() { sed -n 's/^id: *//p' "$1" | tail -n 1; }

has_event_of() { grep -q "\"$2\"" "$1"; }

verify_streams() {
    local stream="$folder/stream"
    curl -sN "$url/v1/events?after=0" > "$stream" &
    local reader=$!
    wait_until 5 "the agent's event" has_event_of "$stream" ann
    sleep 3
    [[ "$(call -X POST "${json[@]}" -d '{"id": "call-1", "skills": ["en"]}' "$url/v1/contacts")" == 201 ]] \
        || fail "no contact could be queued: $(< "$folder/answer")"
    wait_until 2 "the contact's event on a stream that was silent for 3 s" has_event_of "$stream" call-1
    kill -0 "$reader" 2> /dev/null || fail "the event stream was ended"
    verified "an event stream that is silent for 3 s outlives the 1 s of other connections; its next event comes in $waited ms"

    # The stream is left open: the member behind it is killed next.
    stream_reader=$reader
}

verify_kill() {
    local seen
    seen="$(last_event "$folder/stream")"
    ask_on "$url/v1/contacts/call-1" > "$folder/killed" &
    local asking=$!
    sleep 0.5
    kill -9 "$first"
    wait_until 5 "the end of the dead member's stream" gone "$stream_reader"
    local ended=$waited
    # The fault may show a moment later.
    sleep 3
    wait_until 10 "service after the kill" ends_served "$folder/killed"
    kill "$asking"
    local pause
    pause="$(longest_pause "$folder/killed")"
    ((pause < 5000)) || fail "callers were without service for $pause ms"
    verified "after kill -9 of the member with the dispatcher callers are served by the other; $pause ms without service"

    [[ "$(call -X POST "${json[@]}" -d '{"id": "call-2", "skills": ["en"]}' "$url/v1/contacts")" == 201 ]] \
        || fail "no contact could be queued after the kill: $(< "$folder/answer")"
    wait_until 10 "a member for streams" has_servers_up "$balancer" streams 1
    timeout 2 curl -sN -H "Last-Event-ID: $seen" "$url/v1/events" > "$folder/resumed" || true
    local first
    first="$(sed -n 's/^id: *//p' "$folder/resumed" | head -n 1)"
    ((first == seen + 1)) || fail "the stream that was resumed after event $seen goes on with ${first:-nothing}"
    verified "its streams ended within $ended ms, and go on at the other member without a gap, after event $seen with $first"
}

# What is refused meanwhile is refused in words: 503, or 502 of a request that met the member's end.
# The one that was killed comes back, and the other, which has the dispatcher now, is stopped: what a rolling restart does.
verify_drain() {
    serve returned "$one" redis://127.0.0.1:6379
    wait_until 60 "the returned member's readiness" is_ready "$one"
    wait_until 10 "both members' being up" has_servers_up "$balancer" gateways 2
    # With the patience that a busy machine needs: a caller that gives up would look like one that got no answer.
    ask_on --max-time 30 "$url/v1/contacts/call-1" > "$folder/drained" &
    local asking=$!
    sleep 0.5
    kill -TERM "$second"
    wait_until 10 "the end of the stopped member" gone "$second"
    sleep 1
    wait_until 30 "service after the stop" ends_served "$folder/drained"
    kill "$asking"
    local pause odd
    odd="$(awk '$2 != 200 && $2 != 502 && $2 != 503 { print $2 }' "$folder/drained" | sort | uniq -c)"
    [[ -z "$odd" ]] || fail "while a member stopped, callers saw other answers than 200, 502 and 503: $odd"
    pause="$(longest_pause "$folder/drained")"
    verified "a member that is stopped is drained: all have an answer while the other takes over, $pause ms without service"
}

need haproxy=haproxy dnsmasq=dnsmasq-base redis-server=redis-server curl=curl ip=iproute2 unshare=util-linux
build Acd.Server
enter_sandbox "$@"
make_folder
start_balancer
verify_board
verify_round_robin
start_first
verify_streams
start_second
verify_kill
verify_drain
