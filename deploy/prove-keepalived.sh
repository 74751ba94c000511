#!/usr/bin/env bash
# Proves that the virtual address goes where it is served: two balancers, each with the real HAProxy and the real keepalived in
# a network namespace of its own, two real gateways, and a caller on the same network: ./deploy/prove-keepalived.sh [--no-build]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/proof.sh"

virtual=172.28.0.100 first=172.28.0.11 second=172.28.0.12
key=a-supervisor-of-the-proof
if [[ "${1:-}" == --no-build ]]; then built=true; fi
declare -A node=()

# A network like the containers': a bridge, which the caller and the gateways are on, and two nodes that hang on it.
make_network() {
    mount -t tmpfs none /run
    # keepalived runs no script from a folder that others may write to; this one is root's, as in the image.
    mount -t tmpfs -o mode=755 none /etc/keepalived
    cp "$deploy"/haproxy/* "$deploy/answers.sh" /etc/keepalived
    chmod 711 "$folder"

    ip link add acd type bridge
    ip link set acd up
    local address name
    for address in 172.28.0.1 172.28.0.2 172.28.0.21 172.28.0.22; do ip address add "$address/24" dev acd; done
    for name in first second; do
        ip netns add "$name"
        ip link add "to-$name" type veth peer name eth0 netns "$name"
        ip link set "to-$name" master acd up
        ip -n "$name" link set lo up
        ip -n "$name" link set eth0 up
        ip -n "$name" address add "${!name}/24" dev eth0
    done
}

start_gateways() {
    local number
    for number in 1 2; do
        ACD_KEYS__0__KEY="$key" ACD_KEYS__0__ROLE=supervisor \
            start "gateway-$number" dotnet "$gateway_dll" --urls "http://172.28.0.2$number:8000" --store memory:
    done
    printf '172.28.0.2%s gateway\n' 1 2 > "$folder/hosts"
    start names dnsmasq --no-daemon --no-resolv --no-hosts --addn-hosts="$folder/hosts" --listen-address=172.28.0.2 \
        --bind-interfaces --local-ttl=0
}

# balance NAME PEER PRIORITY
balance() {
    ACD_VIRTUAL_ADDRESS="$virtual/24" ACD_ADDRESS="${!1}" ACD_PEER="${!2}" ACD_PRIORITY="$3" ACD_RUN="/run/$1" \
        ACD_DNS=172.28.0.2:53 start "$1" ip netns exec "$1" /etc/keepalived/start-balancer.sh
    node[$1]=$started
}

has_address() { [[ "$(ip -n "$1" -4 -o address show dev eth0)" == *" $virtual/"* ]]; }

# The process of a node's HAProxy or keepalived, a child of its start-balancer.sh.
process() { ps --ppid "${node[$1]}" -o pid=,comm= | awk -v name="$2" '$2 == name { print $1 }'; }

is_served_by() { has_address "$1" && [[ "$(code)" == 200 ]]; }

code() {
    curl -s --max-time 1 -o /dev/null -w '%{http_code}' -H "X-Api-Key: $key" "http://$virtual:8000/v1/queues/default" || true
}

# moves TO WHAT LIMIT COMMAND …: does something to a node, waits until the other one serves on the virtual address, and tells
# how long callers were without service.
moves() {
    local to="$1" what="$2" limit="$3"
    shift 3
    ask_on --max-time 0.2 -H "X-Api-Key: $key" "http://$virtual:8000/v1/queues/default" > "$folder/asked" &
    local asking=$!
    sleep 0.5
    "$@"
    # What was answered before is not what is waited for.
    echo "${EPOCHREALTIME//./} fault" >> "$folder/asked"
    wait_until 15 "the address's move to the $to node ($what)" is_served_by "$to"
    wait_until 5 "an answer to the caller ($what)" ends_served "$folder/asked"
    kill "$asking"
    local pause
    pause="$(longest_pause "$folder/asked")"
    ((pause < limit)) || fail "$what: callers were without service for $pause ms, more than $limit"
    proved "$what: the $to node has the address; callers were without service for $pause ms"
}

returns() {
    wait_until 30 "the address's return to the first node" is_served_by first
    # Both nodes' checks have to succeed twice before the nodes count as well, or the next fault would meet the last one's end.
    sleep 4
    if ! has_address first || has_address second; then fail "the address is not with the first node alone"; fi
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

prove_moves() {
    moves second "kill -9 of HAProxy" 3000 kill -9 "$(process first haproxy)"
    wait_until 10 "the end of the node whose HAProxy was killed" gone "${node[first]}"
    balance first second 200
    returns

    moves second "an HAProxy that is held and says nothing" 6000 kill -STOP "$(process first haproxy)"
    kill -CONT "$(process first haproxy)"
    returns

    moves second "an HAProxy that is up but reaches no gateway" 10000 cut_off first
    cut_off second
    sleep 6
    has_address first || has_address second || fail "neither node has the address when neither reaches a gateway"
    [[ "$(code)" == 503 ]] || fail "when neither node reaches a gateway callers are answered with $(code), not 503"
    proved "when neither node reaches a gateway one still has the address, and answers 503"
    connect first
    connect second
    returns

    moves second "a node that is gone without a word" 5000 pull_the_plug first
    put_the_plug_in first
    returns

    moves second "a node that is stopped" 2000 kill -TERM "${node[first]}"
}

need haproxy=haproxy keepalived=keepalived dnsmasq=dnsmasq-base curl=curl ip=iproute2 unshare=util-linux ps=procps
if (($(id -u) != 0)); then skip "keepalived needs root"; fi
build Acd.Gateway
enter_sandbox "$@"
make_folder
make_network
start_gateways
balance first second 200
balance second first 150
wait_until 30 "service on the virtual address" is_served_by first
proved "of two nodes that serve, the first has the address"
prove_moves
