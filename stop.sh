#!/usr/bin/env bash
# Stops the cluster that ./start.sh started, and keeps its data: ./stop.sh [--delete-data]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

more=()
case "${1:-}" in
    "") ;;
    --delete-data) more=(--volumes) ;;
    *)
        echo "Usage: ./stop.sh [--delete-data]" >&2
        exit 2
        ;;
esac

if [[ ! -f .env ]]; then
    echo "stop.sh: there is no .env, so nothing was started here." >&2
    exit 1
fi
docker compose --profile redis-enterprise --profile observability down "${more[@]}"
