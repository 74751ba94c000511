#!/usr/bin/env bash
# Builds the program, starts it, lets a hundred contacts find their agents, and serves until Ctrl-C. With demo traffic the center
# lives on meanwhile.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
store="sqlite:$root/data/acd.db" port=8000 demo=true traffic=false server=0 callers=0
more=()

usage() {
    cat << 'END'
Usage: ./run.sh [--store URL] [--port N] [--demo-traffic] [--no-demo] [options of acd serve]

  --store URL      sqlite:FILE, redis://[user:password@]host[:port][/db] or memory:   (sqlite:data/acd.db beside this script)
  --port N         the port to listen on   (8000)
  --demo-traffic   let people call and agents answer, until Ctrl-C, so that the pages show a living center
  --no-demo        only serve
END
}

fail() {
    echo "run.sh: $1" >&2
    exit 1
}

# Whether something answers on an address.
answers() {
    timeout 2 bash -c 'exec 3<> "/dev/tcp/$0/$1"' "$1" "$2" 2> /dev/null
}

# The status code of a GET on it; nothing while it does not answer.
status() {
    timeout 2 bash -c '
        exec 3<> "/dev/tcp/127.0.0.1/$0"
        printf "GET %s HTTP/1.0\r\nHost: localhost:%s\r\n\r\n" "$1" "$0" >&3
        read -r _ code _ <&3
        echo "$code"' "$port" "$1" 2> /dev/null || true
}

check_redis() {
    local address="${store#redis://}" user="" host number reply=""
    address="${address%%/*}"
    if [[ "$address" == *@* ]]; then user="${address%@*}"; fi
    address="${address##*@}"
    host="${address%:*}" number=6379
    if [[ "$address" == *:* ]]; then number="${address##*:}"; fi
    answers "$host" "$number" \
        || fail "no Redis answers on $host:$number; start one: redis-server --port $number --appendonly yes"
    reply="$(timeout 2 bash -c '
        exec 3<> "/dev/tcp/$0/$1"
        printf "PING\r\n" >&3
        read -r line <&3
        echo "$line"' "$host" "$number" 2> /dev/null)" || true
    case "$reply" in
        +PONG*) ;;
        -NOAUTH*)
            if [[ -z "$user" ]]; then fail "Redis on $host:$number wants redis://user:password@$host:$number"; fi
            ;;
        *) fail "what answers on $host:$number is not a Redis that serves: ${reply:-it says nothing}" ;;
    esac
}

stop() {
    local code=$?
    trap - EXIT INT TERM
    if ((callers > 0)) && kill -TERM "$callers" 2> /dev/null; then wait "$callers" 2> /dev/null || true; fi
    if ((server > 0)) && kill -TERM "$server" 2> /dev/null; then
        echo
        echo "Stopping …"
        for _ in {1..100}; do
            if ! kill -0 "$server" 2> /dev/null; then break; fi
            sleep 0.1
        done
        if kill -KILL "$server" 2> /dev/null; then echo "run.sh: it did not stop within 10 s and was killed." >&2; fi
        wait "$server" 2> /dev/null || true
    fi

    exit "$code"
}

# Waits until it serves; false where another process owns the store.
serves() {
    for _ in {1..150}; do
        if ! kill -0 "$server" 2> /dev/null; then
            server=0
            fail "it ended; what it said stands above."
        fi

        if [[ "$(status /readyz)" == 200 ]]; then return 0; fi
        sleep 0.2
    done
    return 1
}

show_examples() {
    cat << END

The contact center serves on http://localhost:$port and keeps everything in $store

  Open http://localhost:$port/ui/

  curl -X PUT  localhost:$port/v1/agents/ann -H 'Content-Type: application/json' -d '{"skills": ["en", "billing"]}'
  curl -X PUT  localhost:$port/v1/agents/ann/presence -H 'Content-Type: application/json' -d '{"presence": "available"}'
  curl -X POST localhost:$port/v1/contacts -H 'Content-Type: application/json' -d '{"id": "call-1", "skills": ["en"]}'
  curl         localhost:$port/v1/contacts/call-1
  curl -N      localhost:$port/v1/agents/ann/events
  curl         localhost:$port/openapi/v1.json

Ctrl-C stops it.
END
}

while (($# > 0)); do
    case "$1" in
        --store | --port)
            if (($# < 2)); then fail "the option $1 needs a value; see ./run.sh --help"; fi
            declare "${1#--}=$2"
            shift
            ;;
        --store=*) store="${1#*=}" ;;
        --port=*) port="${1#*=}" ;;
        --no-demo) demo=false ;;
        --demo-traffic) traffic=true ;;
        -h | --help)
            usage
            exit 0
            ;;
        *) more+=("$1") ;;
    esac
    shift
done

[[ "$port" =~ ^[0-9]{1,5}$ ]] && ((port > 0 && port < 65536)) || fail "the port must be 1 to 65535, not $port."
command -v dotnet > /dev/null || fail "the .NET SDK 10 is missing; on Debian it is Microsoft's package dotnet-sdk-10.0."
dotnet --list-sdks | grep -E '^[1-9][0-9]+\.' > /dev/null \
    || fail "the .NET SDK 10 is missing; there is only: $(dotnet --list-sdks)"
if answers 127.0.0.1 "$port"; then fail "the port $port is taken; choose another one: ./run.sh --port $((port % 65535 + 1))"; fi
if [[ "$store" == redis://* ]]; then check_redis; fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1
echo "Building …"
for project in Acd.Server Acd.Simulator; do
    said="$(dotnet build "$root/src/$project" -c Release -v quiet < /dev/null 2>&1)" || fail "the build failed:"$'\n'"$said"
done
if [[ "$store" == "sqlite:$root/data/acd.db" ]]; then mkdir -p "$root/data"; fi

trap stop EXIT INT TERM
dotnet "$root/src/Acd.Server/bin/Release/net10.0/acd.dll" serve --store "$store" --port "$port" "${more[@]}" < /dev/null &
server=$!

if serves; then
    if $demo; then
        dotnet "$root/src/Acd.Simulator/bin/Release/net10.0/acd-sim.dll" \
            run --url "http://127.0.0.1:$port" --agents 40 --contacts 100 --interval 0.1 --talk 0.5-1.5 --keep \
            || echo "run.sh: the scenario did not reach its goal; what it said stands above." >&2
    fi

    if $traffic; then
        dotnet "$root/src/Acd.Simulator/bin/Release/net10.0/acd-sim.dll" traffic --url "http://127.0.0.1:$port" < /dev/null &
        callers=$!
    fi

    show_examples
else
    echo "run.sh: it does not serve yet: another process owns $store, or the store does not answer. It goes on trying." >&2
fi

wait "$server" || fail "it ended with an error; what it said stands above."
