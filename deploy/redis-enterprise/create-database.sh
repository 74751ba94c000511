#!/usr/bin/env bash
# Makes a cluster of the containers re1, re2 and re3 and, in it, the database of database.json, unless they are there already.
# Needs ACD_REDIS_PASSWORD; the administrator, acd@example.com, has the same password.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${ACD_REDIS_PASSWORD:?}"
user=acd@example.com
first=172.28.0.51

# A request to the first node's own interface, whose certificate is its own, too.
api() { docker compose exec -T re1 curl -s -k -u "$user:$ACD_REDIS_PASSWORD" "$@"; }

rladmin() { docker compose exec -T "$1" /opt/redislabs/bin/rladmin "${@:2}"; }

# wait_for WHAT COMMAND …: until the command succeeds, or two minutes are over.
wait_for() {
    local what="$1" attempt
    shift
    for ((attempt = 0; attempt < 60; attempt++)); do
        if "$@" > /dev/null 2>&1; then return; fi
        sleep 2
    done
    echo "create-database.sh: $what did not happen within two minutes." >&2
    exit 1
}

has_interface() { api -f https://localhost:9443/v1/bootstrap; }

has_cluster() { api -f https://localhost:9443/v1/cluster; }

has_database() { api -f https://localhost:9443/v1/bdbs | grep -q '"name": *"acd"'; }

wait_for "the first node's start" has_interface
if ! has_cluster > /dev/null; then
    rladmin re1 cluster create name acd.local username "$user" password "$ACD_REDIS_PASSWORD"
    wait_for "the cluster's start" has_cluster
    for node in re2 re3; do rladmin "$node" cluster join nodes "$first" username "$user" password "$ACD_REDIS_PASSWORD"; done
fi

if ! has_database; then
    sed "s/PASSWORD/$ACD_REDIS_PASSWORD/" deploy/redis-enterprise/database.json \
        | api -f -H "Content-Type: application/json" -d @- https://localhost:9443/v1/bdbs
    echo
    wait_for "the database's start" has_database
fi
echo "create-database.sh: the database acd is there, on port 12000."
