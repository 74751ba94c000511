#!/usr/bin/env bash
# Verifies kamailio.cfg: Kamailio takes it with every define, and SIPp's callers and telephones see each call end as Acd does.
# It runs on loopback, in a folder of its own, on a build in Release. 77: Kamailio or SIPp is not here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export PATH="$PATH:/usr/sbin:/sbin"
for command in kamailio sipp curl; do
    command -v "$command" > /dev/null || { echo "verify.sh: there is no $command here."; exit 77; }
done
acd=../../src/Acd.Server/bin/Release/net10.0/acd.dll
[[ -f $acd ]] || { echo "verify.sh: build Acd.sln in Release first." >&2; exit 1; }
acd="$(realpath "$acd")"
scenarios="$PWD/sipp"
work="$(mktemp -d)"
started=()

clean_up() {
    local process
    for process in "${started[@]}"; do kill "$process" 2> /dev/null || true; done
    for process in "${started[@]}"; do wait "$process" 2> /dev/null || true; done
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "verify.sh: $1" >&2
    tail -n 60 "$work"/*.log >&2 || true
    exit 1
}

# Waits until a command succeeds, for a minute at the most.
until_holds() {
    local what=$1 end=$((SECONDS + 60))
    shift
    until "$@" > /dev/null 2>&1; do
        if ((SECONDS > end)); then fail "$what does not come about."; fi
        read -r -t 0.2 < <(:) || true
    done
}

port=$((20000 + RANDOM % 8000))
sip=$port evapi=$((port + 1)) http=$((port + 2)) phone=$((port + 3)) caller=$((port + 10))
cp ./*.cfg "$work"
{
    for number in 1 2 3 4 5 6 7 8; do echo "user a$number secret-$number"; done
    echo "gate 1000 talk"; echo "gate 2000 quit"; echo "gate 3000 expire"; echo "trunk 127.0.0.1"
} | ./make-tables.sh "$work" acd.test

settings() {
    printf '#!substdef "!%s!%s!g"\n' ACD_LISTEN "udp:127.0.0.1:$sip" ACD_DOMAIN acd.test ACD_EVAPI "127.0.0.1:$evapi" \
        ACD_TABLES "$work" ACD_TLS "tls:127.0.0.1:$((port + 4))" ACD_WEBSOCKET "tcp:127.0.0.1:$((port + 5))" \
        ACD_SECURE_WEBSOCKET "tls:127.0.0.1:$((port + 6))"
    local define
    for define in "$@"; do echo "#!define $define"; done
}

cat > "$work/tls.cfg" << EOF
[server:default]
method = TLSv1.2+
private_key = $work/key.pem
certificate = $work/certificate.pem
EOF
for defines in "" "TRUNKS_ONLY" "WITH_TLS" "WITH_WEBSOCKET" "WITH_TLS WITH_WEBSOCKET TRUNKS_ONLY"; do
    # shellcheck disable=SC2086 # The defines are words.
    settings $defines > "$work/local.cfg"
    kamailio -c -f "$work/kamailio.cfg" -w "$work" > "$work/check.log" 2>&1 || fail "Kamailio refuses: ${defines:-the defaults}."
done
echo "   verified: Kamailio takes the configuration with each of its defines"

settings > "$work/local.cfg"
kamailio -DD -E -e -f "$work/kamailio.cfg" -w "$work" -Y "$work" -P "$work/kamailio.pid" > "$work/kamailio.log" 2>&1 &
started+=($!)
dotnet "$acd" serve --port "$http" --store memory: > "$work/center.log" 2>&1 &
started+=($!)
dotnet "$acd" sip --center "http://127.0.0.1:$http" --evapi "127.0.0.1:$evapi" > "$work/connector.log" 2>&1 &
started+=($!)
api() { curl -sS --max-time 10 "http://127.0.0.1:$http/v1/$1" "${@:2}"; }
put() { api "$1" -f -X PUT --json "$2" > /dev/null || fail "PUT $1 was refused."; }
until_holds "The center" curl -fsS "http://127.0.0.1:$http/readyz"
until_holds "The connector" grep -q "are compared" "$work/connector.log"

for gate in talk quit expire; do
    put "queues/$gate" "{\"wrapUp\": 0$([[ $gate == expire ]] && echo ', "maxWait": 2' || true)}"
    put "gates/$gate" "{\"queue\": \"$gate\", \"skills\": [\"$gate\"]}"
done
sipp_run() {
    local name=$1
    shift
    timeout 100 sipp "127.0.0.1:$sip" -sf "$scenarios/$name.xml" -i 127.0.0.1 -nostdin -timeout 90 "$@" > "$work/$name.log" 2>&1
}
timeout 170 sipp "127.0.0.1:$sip" -sf "$scenarios/phone.xml" -i 127.0.0.1 -p "$phone" -mp $((port + 100)) -nostdin \
    -deadcall_wait 0 > "$work/phones.log" 2>&1 &
started+=($!)
{
    echo SEQUENTIAL
    for number in 1 2 3 4 5 6 7 8; do
        echo "a$number;[authentication username=a$number password=secret-$number];127.0.0.1:$phone"
    done
} > "$work/phones.csv"
sipp_run register -inf "$work/phones.csv" -m 8 -p $((caller + 6)) || fail "The telephones could not register."
echo "   verified: telephones register with their passwords"
for number in 1 2 3 4 5 6 7 8; do
    put "agents/a$number" '{"skills": ["talk"]}'
    put "agents/a$number/presence" '{"presence": "available"}'
done

# 26 callers for 8 agents, 9 who hang up, and 5 whose wait ends, all at once.
sipp_run talk -s 1000 -m 26 -r 10 -p "$caller" -mp $((port + 200)) -cid_str "talk-%u" & talks=$!
sipp_run quit -s 2000 -m 9 -r 5 -p $((caller + 2)) -mp $((port + 300)) -cid_str "quit-%u" & quits=$!
sipp_run expire -s 3000 -m 5 -r 5 -p $((caller + 4)) -mp $((port + 400)) -cid_str "expire-%u" & expires=$!
wait "$talks" || fail "Not every caller who waits for an agent talks and hangs up."
wait "$quits" || fail "Not every caller who hangs up gets 487."
wait "$expires" || fail "Not every caller whose wait ends gets 480."

# Each end in Acd, by the Call-ID that SIPp gave.
ended() { [[ "$(api "contacts/$1")" == *"\"reason\":\"$2\""* ]]; }
for number in $(seq 26); do until_holds "talk-$number completed" ended "talk-$number" completed; done
for number in $(seq 9); do until_holds "quit-$number abandoned" ended "quit-$number" abandoned; done
for number in $(seq 5); do until_holds "expire-$number expired" ended "expire-$number" expired; done
echo "   verified: 40 calls end alike in SIPp and in Acd: 26 completed, 9 abandoned, 5 expired"
