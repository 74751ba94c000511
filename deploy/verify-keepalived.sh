#!/usr/bin/env bash
# Verifies that the virtual address goes where it is served: two balancers, each with the real HAProxy and the real keepalived in
# a network namespace of its own, two real gateways, and a caller on the same network: ./deploy/verify-keepalived.sh [--no-build]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/verify.sh"
source "$(dirname "${BASH_SOURCE[0]}")/network.sh"

key=a-supervisor-of-the-check
if [[ "${1:-}" == --no-build ]]; then built=true; fi

start_gateways() {
    local number
    for number in 1 2; do
        ACD_KEYS__0__KEY="$key" ACD_KEYS__0__ROLE=supervisor \
            start "gateway-$number" dotnet "$server_dll" serve --urls "http://172.28.0.2$number:8000" --store memory:
    done
    start_names 172.28.0.21 172.28.0.22
}

is_served() { [[ -n "$(holder)" && "$(code)" == 200 ]]; }

is_served_by() { has_address "$1" && [[ "$(code)" == 200 ]]; }

code() {
    curl -s --max-time 1 -o /dev/null -w '%{http_code}' -H "X-Api-Key: $key" "http://$virtual:8000/v1/queues/default" || true
}

# moves WHAT LIMIT COMMAND …: does something to the node that has the address, which is named to the command, waits until the
# other one serves on it, and tells how long callers were without service. Then `left` is the node that lost it.
moves() {
    local what="$1" limit="$2" taker
    shift 2
    left="$(holder)"
    [[ -n "$left" ]] || fail "before $what no node alone has the address"
    taker="${peer[$left]}"
    ask_on --max-time 0.2 -H "X-Api-Key: $key" "http://$virtual:8000/v1/queues/default" > "$folder/asked" &
    local asking=$!
    sleep 0.5
    "$@" "$left"
    # What was answered before is not what is waited for.
    echo "${EPOCHREALTIME//./} fault" >> "$folder/asked"
    wait_until 15 "the address's move ($what)" is_served_by "$taker"
    wait_until 5 "an answer to the caller ($what)" ends_served "$folder/asked"
    kill "$asking"
    local pause
    pause="$(longest_pause "$folder/asked")"
    ((pause < limit)) || fail "$what: callers were without service for $pause ms, more than $limit"
    verified "$what: the other node has the address; callers were without service for $pause ms"
}

# stays COMMAND …: puts right what was wrong with the node that lost the address, which is named to the command, and waits
# until its checks count again. The address stays where it is.
stays() {
    local taker="${peer[$left]}"
    "$@" "$left"
    wait_until 20 "the return of a node that was put right" "$deploy/answers.sh" "${balancer[$left]}" 8000 /readyz
    sleep 5
    [[ "$(holder)" == "$taker" ]] || fail "the address has not stayed with the node that took it"
}

cut_off() {
    ip -n "$1" route add blackhole 172.28.0.21/32
    ip -n "$1" route add blackhole 172.28.0.22/32
}

connect() {
    ip -n "$1" route delete blackhole 172.28.0.21/32
    ip -n "$1" route delete blackhole 172.28.0.22/32
}

pull_the_plug() { ip link set "to-$1" down; }

put_the_plug_in() { ip link set "to-$1" up; }

kill_haproxy() { kill -9 "$(process_of "$1" haproxy)"; }

hold_haproxy() { kill -STOP "$(process_of "$1" haproxy)"; }

let_haproxy_go() { kill -CONT "$(process_of "$1" haproxy)"; }

stop_node() { kill -TERM "${node[$1]}"; }

verify_moves() {
    moves "kill -9 of HAProxy" 3000 kill_haproxy
    stays start_balancer
    moves "an HAProxy that is held and says nothing" 6000 hold_haproxy
    stays let_haproxy_go
    moves "an HAProxy that is up but reaches no gateway" 10000 cut_off

    cut_off "${peer[$left]}"
    sleep 6
    [[ -n "$(holder)" ]] || fail "when neither node reaches a gateway, not one of them alone has the address"
    [[ "$(code)" == 503 ]] || fail "when neither node reaches a gateway callers are answered with $(code), not 503"
    verified "when neither node reaches a gateway one still has the address, and answers 503"
    connect "${peer[$left]}"
    stays connect

    moves "a node that is gone without a word" 5000 pull_the_plug
    stays put_the_plug_in
    moves "a node that is stopped" 2000 stop_node
    verified "a node that was put right never took the address back while the other one served"
}

need haproxy=haproxy keepalived=keepalived dnsmasq=dnsmasq-base curl=curl ip=iproute2 unshare=util-linux ps=procps
if (($(id -u) != 0)); then skip "keepalived needs root"; fi
build Acd.Server
enter_sandbox "$@"
make_folder
make_network 172.28.0.21 172.28.0.22
start_gateways
start_balancer first
start_balancer second
wait_until 30 "service on the virtual address" is_served
# Both nodes' checks count by then.
sleep 5
verified "of two nodes that serve, one has the address"
verify_moves
