#!/usr/bin/env bash
# Kills one part of a whole deployment after the other under load, and holds every event against the rules: two balancers with
# keepalived and a virtual address, two gateways, three silos, Redis with a replica and three sentinels, at the addresses of
# docker-compose.yml in network namespaces of this machine. ./deploy/verify-cluster.sh --help tells its options.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/verify.sh"
source "$(dirname "${BASH_SOURCE[0]}")/network.sh"
declare -A server=([1]=172.28.0.31 [2]=172.28.0.32) sentinel=([1]=172.28.0.41 [2]=172.28.0.42 [3]=172.28.0.43)
source "$(dirname "${BASH_SOURCE[0]}")/stores.sh"
source "$(dirname "${BASH_SOURCE[0]}")/faults.sh"

rounds=10 rate=100 only=""
# A commit is on the replica before it is acknowledged, as in docker-compose.yml.
export ACD_STORAGE__WAIT_FOR_REPLICAS=1 ACD_STORAGE__SERVE_ALONE=true
key=a-supervisor-of-the-check
url="http://$virtual:8000"

usage() {
    cat << 'END'
Usage: ./deploy/verify-cluster.sh [--rounds N] [--rate N] [--only KIND] [--no-build]

  --rounds N    how often each part is killed (10)
  --rate N      contacts a second of acd-sim's load (100)
  --only KINDS  only these, with commas between: dispatcher (the silo that has it), stop (the same by SIGTERM), silo
                (another), silos (all of them), gateway, haproxy, redis (the primary, started again at once), redis-away (the
                primary, whose replica takes its place)
  --no-build    the programs are built already
END
}

start_gateway() {
    ACD_KEYS__0__KEY="$key" ACD_KEYS__0__ROLE=supervisor keep "gateway$1" dotnet "$image_dll" serve --role gateway \
        --urls "http://172.28.0.2$1:8000" --store "redis://default:$ACD_REDIS_PASSWORD@$virtual:6379"
}

start_silo() {
    keep "silo$1" dotnet "$image_dll" serve --role silo --advertise "172.28.0.6$1" --urls "http://172.28.0.6$1:8081" \
        --store "redis://default:$ACD_REDIS_PASSWORD@$virtual:6379"
}

is_ready() { "$deploy/answers.sh" "$virtual" 8000 /readyz; }

# The lease names its holder's address (172.28.0.61:11111@…).
lease_owner() { ask_redis "$(primary)" GET '{acd}:lease'; }

dispatcher() {
    local owner number
    owner="$(lease_owner)"
    for number in 1 2 3; do
        if [[ "$owner" == *"172.28.0.6$number:"* ]]; then echo "$number"; fi
    done
}

is_dispatched() { [[ -n "$(dispatcher)" ]]; }

# ── Who watches ──

# Reads the event stream from its beginning into the file events, and resumes it where it breaks. Of an event that came in part
# only, nothing is kept: it comes again.
witness() {
    local seen=0
    while true; do
        curl -sN --max-time 5 -H "X-Api-Key: $key" -H "Last-Event-ID: $seen" "$url/v1/events" > "$folder/part" || true
        sed -n 's/^data: //p' "$folder/part" | jq -cR 'fromjson? | select(.sequence)' >> "$folder/events"
        seen="$(tail -n 1 "$folder/events" | jq -r .sequence)"
        seen="${seen:-0}"
        sleep 0.1
    done
}

queued() { grep -c '"type":"contactQueued"' "$folder/events" || true; }

has_queued() { (($(queued) >= $1)); }

has_seen() { grep -q "\"$1\"" "$folder/events"; }

judge() {
    jq -r '[.sequence, .type, .contact // "", .contactSequence // 0, .agent // "", .reason // ""] | @tsv' "$folder/events" \
        | awk -f "$deploy/witness.awk"
}

post() { curl -s --max-time 2 -X POST -H "X-Api-Key: $key" -H "Content-Type: application/json" "$@" || true; }

# Asks for a commit again and again, and writes down when it was answered how, as ask_on does.
probe() {
    local code priority=0
    while true; do
        priority=$(((priority + 1) % 10))
        code="$(post -o /dev/null -w '%{http_code}' -d "{\"priority\": $priority}" "$url/v1/contacts/probe/priority")"
        echo "${EPOCHREALTIME//./} $code"
        sleep 0.03
    done
}

has_holder() { [[ -n "$(holder)" ]]; }

is_whole() {
    is_replica_in_step $((3 - $(primary))) && has_holder && has_servers_up "${balancer[first]}" gateways 2 \
        && has_servers_up "${balancer[second]}" gateways 2 && silos_are_ready
}

silos_are_ready() {
    local number
    for number in 1 2 3; do "$deploy/answers.sh" "172.28.0.6$number" 8081 /readyz || return 1; done
}

# rounds_of KIND COMMAND: the rounds of one kind of fault, under load, and what is known after them.
rounds_of() {
    local kind="$1" command="$2" pauses=() asking=() wrong="" load ended number
    ended="$(ends)"
    wait_until 120 "the whole deployment's being up ($kind)" is_whole
    dotnet "$simulator_dll" load --url "$url" --key "$key" --rate "$rate" --seconds 86400 --agents 50 --skills 8 \
        --connections 16 --json > "$folder/load.json" 2> "$folder/load.log" < /dev/null &
    load=$!
    # Agents log in before contacts come, and one that is refused then ends it all.
    local before
    before="$(queued)"
    wait_until 120 "the load's first contacts ($kind)" has_queued "$((before + rate))"
    for ((round = 1; round <= rounds; round++)); do
        wait_until 60 "the whole deployment's being up before round $round ($kind)" is_whole
        sleep 2
        if gone "$load"; then fail "acd-sim's load ended before round $round ($kind)"; fi
        # Several callers: one that waits for an answer that does not come says nothing of those who ask meanwhile.
        asking=()
        : > "$folder/asked"
        for number in 1 2 3; do
            probe >> "$folder/asked" &
            asking+=("$!")
        done
        sleep 0.5
        "$command"
        echo "${EPOCHREALTIME//./} fault" >> "$folder/asked"
        wait_until 60 "service after the fault ($kind, round $round)" ends_served "$folder/asked"
        # A fault may show late, as when a lease still lasts for a moment.
        sleep 3
        wait_until 60 "service after the fault ($kind, round $round)" ends_served "$folder/asked"
        kill "${asking[@]}"
        pauses+=("$(longest_pause "$folder/asked")")
        echo "   $kind, round $round: without service for ${pauses[-1]} ms, beside a load average of $(load_average)"
    done

    # Told to end, it asks for each contact that it was told of and has not seen closed. It ends with 1 as soon as a request was
    # refused, which is what faults are; what counts is what it knows of each contact.
    kill -TERM "$load"
    wait "$load" || true
    # The last event that there is has been seen when a contact posted after all others has.
    local end="end-of-$kind"
    post -o /dev/null -d "{\"id\": \"$end\", \"skills\": [\"nobody-has-this\"]}" "$url/v1/contacts"
    wait_until 20 "the last event's reaching the witness" has_seen "$end"
    ended=$(($(ends) - ended))
    local said="$kind, $rounds rounds: without service for ${pauses[*]} ms; programs ended $ended times"
    local average longest
    average="$(printf '%s\n' "${pauses[@]}" | awk '{ sum += $1 } END { printf "%.2f", sum / NR / 1000 }')"
    longest="$(printf '%s\n' "${pauses[@]}" | sort -n | awk 'END { printf "%.2f", $1 / 1000 }')"
    local counts
    counts="$(judge)" || wrong=yes
    if [[ "$(jq -r .check.passed "$folder/load.json" 2>&1)" != true ]]; then wrong=yes; fi
    if [[ -n "$wrong" ]]; then
        echo "   $said"
        echo "   $counts"
        jq -c .check "$folder/load.json" 2> /dev/null || tail -n 5 "$folder/load.log"
        fail "$kind: something was lost or double"
    fi
    verified "$said; ${counts##*$'\n'}; acd-sim: $(jq -c .check "$folder/load.json")"
    local lost
    lost="$(jq -r '.check | "\(.missing) of \(.acknowledged)"' "$folder/load.json")"
    table+=("| ${what[$kind]} | $rounds | $lost | 0 | $average s | $longest s | $ended | $(load_average) |")
}

# How often programs have ended that are kept running; none of them has a file as long as none has.
ends() { cat "$folder"/*.ends 2> /dev/null | wc -l || true; }

load_average() { cut -d ' ' -f 1 /proc/loadavg; }

start_deployment() {
    make_network "${server[@]}" "${sentinel[@]}" 172.28.0.21 172.28.0.22 172.28.0.61 172.28.0.62 172.28.0.63
    export ACD_REDIS_1="${server[1]}:6379" ACD_REDIS_2="${server[2]}:6379"
    start_stores
    wait_for_stores
    start_names 172.28.0.21 172.28.0.22
    start_balancer first
    start_balancer second
    wait_until 20 "the virtual address" has_holder
    local number
    for number in 1 2 3; do start_silo "$number"; done
    wait_until 60 "the silos' readiness" silos_are_ready
    for number in 1 2; do start_gateway "$number"; done
    wait_until 60 "service on the virtual address" is_ready
    post -o /dev/null -d '{"id": "probe", "skills": ["nobody-has-this"]}' "$url/v1/contacts"
    touch "$folder/events"
    witness 2> /dev/null &
}

arguments=("$@")
while (($# > 0)); do
    case "$1" in
        --no-build) built=true ;;
        --rounds | --rate | --only)
            if (($# < 2)); then fail "the option $1 needs a value"; fi
            declare "${1#--}=$2"
            shift
            ;;
        *)
            usage
            exit 2
            ;;
    esac
    shift
done

need haproxy=haproxy keepalived=keepalived dnsmasq=dnsmasq-base redis-server=redis-server curl=curl ip=iproute2 \
    unshare=util-linux ps=procps jq=jq
if (($(id -u) != 0)); then skip "keepalived needs root"; fi
publish_images "$root"
build Acd.Simulator
enter_sandbox "${arguments[@]}"
make_folder
start_deployment

kinds=(dispatcher stop silo silos gateway haproxy redis redis-away) table=()
if [[ -n "$only" ]]; then IFS=, read -ra kinds <<< "$only"; fi
for kind in "${kinds[@]}"; do rounds_of "$kind" "${faults[$kind]:?there is no fault of the kind $kind}"; done

echo "| each round | rounds | acknowledged contacts lost | faults | without service, average | longest | programs ended | load |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|"
printf '%s\n' "${table[@]}"
