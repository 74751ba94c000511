#!/usr/bin/env bash
# The network of the checks with keepalived, sourced after verify.sh: the containers' addresses on a bridge, which callers,
# gateways, silos and Redis are on, and two balancers in network namespaces of their own.
set -euo pipefail

virtual=172.28.0.100
declare -A balancer=([first]=172.28.0.11 [second]=172.28.0.12) peer=([first]=second [second]=first) node=()
names=172.28.0.2
# What docker-compose.yml lets a balancer's root do, and nothing else.
rights=+net_admin,+net_raw,+setuid,+setgid,+chown,+kill

# make_network ADDRESS …: with these addresses on the bridge, beside those of the caller and the name server.
make_network() {
    mount -t tmpfs none /run
    # keepalived runs no script from a folder that others may write to; this one is root's, as in the image.
    mount -t tmpfs -o mode=755 none /etc/keepalived
    cp "$deploy"/haproxy/* "$deploy/answers.sh" /etc/keepalived
    chmod 711 "$folder"

    ip link add acd type bridge
    ip link set acd up
    local address name
    for address in 172.28.0.1 "$names" "$@"; do ip address add "$address/24" dev acd; done
    for name in first second; do
        ip netns add "$name"
        ip link add "to-$name" type veth peer name eth0 netns "$name"
        ip link set "to-$name" master acd up
        ip -n "$name" link set lo up
        ip -n "$name" link set eth0 up
        ip -n "$name" address add "${balancer[$name]}/24" dev eth0
    done
}

# start_names ADDRESS …: the name server, which leads "gateway" to these addresses.
start_names() {
    printf '%s gateway\n' "$@" > "$folder/hosts"
    start names dnsmasq --no-daemon --no-resolv --no-hosts --addn-hosts="$folder/hosts" --listen-address="$names" \
        --bind-interfaces --local-ttl=0
}

# start_balancer NAME: HAProxy and keepalived on the first or the second node, as its container would.
start_balancer() {
    ACD_VIRTUAL_ADDRESS="$virtual/24" ACD_ADDRESS="${balancer[$1]}" ACD_PEER="${balancer[${peer[$1]}]}" \
        ACD_RUN="/run/$1" ACD_DNS="$names:53" start "$1" ip netns exec "$1" \
        setpriv --no-new-privs --bounding-set="-all,$rights" /etc/keepalived/start-balancer.sh
    node[$1]=$started
}

# Whether a node has the virtual address.
has_address() { [[ "$(ip -n "$1" -4 -o address show dev eth0)" == *" $virtual/"* ]]; }

# The node that has the virtual address; nothing where neither has, or both.
holder() {
    local held=()
    if has_address first; then held+=(first); fi
    if has_address second; then held+=(second); fi
    if ((${#held[@]} == 1)); then echo "${held[0]}"; fi
}

# The process of a node's HAProxy or keepalived, a child of its start-balancer.sh.
process_of() { ps --ppid "${node[$1]}" -o pid=,comm= | awk -v name="$2" '$2 == name { print $1 }'; }
