#!/usr/bin/env bash
# Runs one of two balancers: HAProxy, and keepalived, which gives it the virtual address while it serves better than its peer.
# If one of them ends, so does the other, and with it this script: whatever runs it starts both again.
#
#   ACD_VIRTUAL_ADDRESS   the address that both share, with the length of its network (172.28.0.100/24); without it HAProxy
#                         runs alone
#   ACD_ADDRESS, ACD_PEER this node's address and the other's
#   ACD_INTERFACE         the network's interface (eth0)
#   ACD_RUN               a folder for sockets and process ids (/run/acd)
#
# What HAProxy is told stands in haproxy.cfg.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
export ACD_RUN="${ACD_RUN:-/run/acd}"
haproxy=0 keepalived=0

stop() {
    trap - EXIT INT TERM
    # keepalived gives the address away first, while HAProxy still answers what it was asked.
    if ((keepalived > 0)); then kill -TERM "$keepalived" 2> /dev/null && wait "$keepalived" || true; fi
    kill -USR1 "$haproxy" 2> /dev/null && wait "$haproxy" || true
}

require() {
    local name
    for name in "$@"; do
        if [[ -z "${!name:-}" ]]; then
            echo "start-balancer.sh: $name must be set where ACD_VIRTUAL_ADDRESS is." >&2
            exit 2
        fi
    done
}

# HAProxy needs no rights; keepalived must be root to change the network's addresses.
as_haproxy() {
    if (($(id -u) != 0)); then exec "$@"; fi
    exec setpriv --reuid=haproxy --regid=haproxy --clear-groups --inh-caps=-all "$@"
}

write_keepalived() {
    cat << END
\$CHECK=$here/answers.sh
\$INTERFACE=${ACD_INTERFACE:-eth0}
\$ADDRESS=$ACD_ADDRESS
\$PEER=$ACD_PEER
\$VIRTUAL_ADDRESS=$ACD_VIRTUAL_ADDRESS
include $here/keepalived.conf
END
}

if [[ -n "${ACD_VIRTUAL_ADDRESS:-}" ]]; then require ACD_ADDRESS ACD_PEER; fi
mkdir -p "$ACD_RUN"
# What a life of this node that was cut short has left behind.
rm -f "$ACD_RUN"/*.pid
# Both write there, and root may be without its right to write everywhere.
if (($(id -u) == 0)); then
    chown root:haproxy "$ACD_RUN"
    chmod 775 "$ACD_RUN"
fi
trap stop EXIT
trap 'exit 143' INT TERM

as_haproxy haproxy -db -f "$here/haproxy.cfg" &
haproxy=$!
if [[ -n "${ACD_VIRTUAL_ADDRESS:-}" ]]; then
    write_keepalived > "$ACD_RUN/keepalived.conf"
    keepalived --dont-fork --log-console --vrrp --release-vips --use-file "$ACD_RUN/keepalived.conf" \
        --pid "$ACD_RUN/keepalived.pid" --vrrp_pid "$ACD_RUN/vrrp.pid" &
    keepalived=$!
fi

wait -n
echo "start-balancer.sh: HAProxy or keepalived has ended." >&2
exit 1
