#!/usr/bin/env bash
# Starts the cluster with Docker: ./start.sh [--redis-enterprise] [--observability]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
    cat << 'END'
Usage: ./start.sh [--redis-enterprise] [--observability]

  --redis-enterprise   keep everything in a cluster of three Redis Enterprise nodes instead of Redis and its replica
  --observability      collect and show metrics too: Grafana on http://localhost:3000, user admin

The first start makes passwords and keys, in .env, and certificates. ./stop.sh stops it.
END
}

fail() {
    echo "start.sh: $1" >&2
    exit 1
}

random_word() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# What is not in .env yet is added to it, so that an older .env goes on to be good.
make_secrets() {
    local name
    touch .env
    chmod 600 .env
    for name in ACD_SUPERVISOR_KEY ACD_SERVICE_KEY ACD_REDIS_PASSWORD ACD_GRAFANA_PASSWORD; do
        if ! grep -q "^$name=" .env; then
            echo "$name=$(random_word)" >> .env
            echo "start.sh: made $name, in .env."
        fi
    done
}

secret() { sed -n "s/^$1=//p" .env; }

profiles=()
enterprise=false
while (($# > 0)); do
    case "$1" in
        --redis-enterprise) enterprise=true profiles+=(--profile redis-enterprise) ;;
        --observability)
            profiles+=(--profile observability)
            export ACD_COLLECTOR=http://collector:4317
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *) fail "there is no option $1; see ./start.sh --help" ;;
    esac
    shift
done

docker compose version > /dev/null 2>&1 || fail "Docker with its compose plugin is missing."
make_secrets
if $enterprise; then
    export ACD_REDIS_ENTERPRISE=yes ACD_STORE_PORT=12000
    docker compose "${profiles[@]}" up --detach --build re1 re2 re3 balancer1 balancer2
    ACD_REDIS_PASSWORD="$(secret ACD_REDIS_PASSWORD)" deploy/redis-enterprise/create-database.sh
fi

docker compose "${profiles[@]}" up --detach --build --wait || fail "not everything came up; see: docker compose ps --all"

cat << END

The contact center serves on http://172.28.0.100:8000, the balancers' virtual address, and on http://localhost:8000, one of them.

  curl -H 'X-Api-Key: $(secret ACD_SUPERVISOR_KEY)' localhost:8000/v1/queues/default
  https on 8001; docker compose cp balancer1:/certificates/ca.crt . has the authority to trust
  http://localhost:8404 has HAProxy's statistics
END
