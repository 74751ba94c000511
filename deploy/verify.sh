#!/usr/bin/env bash
# What the checks share; they source it. A check prints what it has shown, and ends with 0 if all of it held, 1 if something
# did not, and 77 if this machine cannot run it, with the reason on its last line.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
deploy="$root/deploy"
server_dll="$root/src/Acd.Server/bin/Release/net10.0/acd.dll"
# The image's (publish_images).
image_dll="$root/out/acd/acd.dll"
simulator_dll="$root/src/Acd.Simulator/bin/Release/net10.0/acd-sim.dll"
built=false told=false
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1

verified() { echo "   verified: $1"; }

skip() {
    echo "skipped: $1"
    exit 77
}

# Ends the check, with what its programs said last; ACD_KEEP names a folder to keep all of it in.
fail() {
    if [[ -n "${folder:-}" ]]; then tail -n 15 "$folder"/*.log >&2 2> /dev/null || true; fi
    if [[ -n "${ACD_KEEP:-}" ]]; then cp -r "$folder" "$ACD_KEEP"; fi
    echo "not verified: $1" >&2
    told=true
    exit 1
}

# Makes sure of commands, each given as COMMAND=PACKAGE of Debian, installing what is missing where that is possible.
need() {
    local pair missing=()
    for pair in "$@"; do
        if ! command -v "${pair%%=*}" > /dev/null; then missing+=("${pair#*=}"); fi
    done
    if ((${#missing[@]} == 0)); then return; fi

    local as_root=()
    if (($(id -u) != 0)); then as_root=(sudo -n); fi
    if ! command -v apt-get > /dev/null || { ((${#as_root[@]} > 0)) && ! command -v sudo > /dev/null; }; then
        skip "there is no ${missing[*]} here, and no way to install it"
    fi

    # RUNLEVEL keeps the packages from starting services of their own.
    { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}"; } > /dev/null 2>&1 < /dev/null \
        || skip "there is no ${missing[*]} here, and it cannot be installed"
}

# Runs the calling script again among processes, mounts and a network of its own. So it can use the same addresses and ports
# as in production whatever else this machine does, and nothing that it started is left when it ends, however it ends.
enter_sandbox() {
    if [[ "${ACD_SANDBOX:-}" == yes ]]; then
        ip link set lo up
        trap 'exit 130' INT TERM
        return
    fi

    local apart=(unshare --net --mount --pid --fork --kill-child --mount-proc)
    if (($(id -u) != 0)); then apart+=(--map-root-user); fi
    "${apart[@]}" true 2> /dev/null || skip "this machine lets nobody make a network namespace"
    ACD_SANDBOX=yes exec "${apart[@]}" "$0" "$@"
}

# A folder of the check's own; it goes when the check ends. A command that failed without a word is told of.
make_folder() {
    folder="$(mktemp -d)"
    trap 'leave $?' EXIT
}

leave() {
    if (($1 != 0 && $1 != 77)) && ! $told; then echo "not verified: this ended with code $1: $BASH_COMMAND" >&2; fi
    rm -rf "$folder"
}

# build PROJECT …: builds programs, unless the check was told that they are built.
build() {
    if $built; then return; fi
    command -v dotnet > /dev/null || skip "there is no .NET SDK here"
    local project said
    for project in "$@"; do
        said="$(dotnet build "$root/src/$project" -c Release -v quiet < /dev/null 2>&1)" || fail "the build failed: $said"
    done
}

# publish_images FOLDER: makes the programs as the images have them, by the commands of the Dockerfile's build stages, from the
# sources in a folder to its folder out.
publish_images() {
    if $built; then return; fi
    command -v dotnet > /dev/null || skip "there is no .NET SDK here"
    local command said
    while read -r command; do
        said="$(cd "$1" && bash -c "$command" 2>&1 < /dev/null)" || fail "$command: $said"
    done < <(publish_commands)
}

# A line for each dotnet publish of the Dockerfile, which has them in two.
publish_commands() { sed -n '/^RUN dotnet publish /{:next; /\\$/{N; s/\\\n *//; b next}; s/^RUN //p}' "$deploy/Dockerfile"; }

# wait_until SECONDS WHAT COMMAND …: waits until the command succeeds, and sets `waited` to how long that took, in ms.
wait_until() {
    local limit="$1" what="$2" start="${EPOCHREALTIME//./}"
    shift 2
    until "$@"; do
        waited=$(((${EPOCHREALTIME//./} - start) / 1000))
        if ((waited > limit * 1000)); then fail "$what did not happen within $limit s"; fi
        sleep 0.02
    done
    waited=$(((${EPOCHREALTIME//./} - start) / 1000))
}

# start NAME COMMAND …: runs a program beside the check, its output in NAME.log; `started` is its process id.
start() {
    local name="$1"
    shift
    "$@" >> "$folder/$name.log" 2>&1 < /dev/null &
    started=$!
    # Its end is no news to the shell: checks kill what they start.
    disown "$started"
}

# keep NAME COMMAND …: runs a program, and starts it again whenever it ends, as a container engine would. NAME.pid has its
# process id, NAME.ends a line for each time that it ended.
keep() {
    local name="$1"
    shift
    while true; do
        "$@" >> "$folder/$name.log" 2>&1 < /dev/null &
        echo "$!" > "$folder/$name.pid"
        wait "$!" || true
        echo "${EPOCHREALTIME//./}" >> "$folder/$name.ends"
        sleep 0.1
    done &
    disown "$!"
}

# Kills what is kept running so.
kill_kept() { kill -9 "$(< "$folder/$1.pid")"; }

# One column of HAProxy's statistics: statistic ADDRESS PROXY SERVER COLUMN
statistic() {
    curl -s --max-time 2 "http://$1:8404/;csv" | awk -F, -v proxy="$2" -v server="$3" -v wanted="$4" '
        NR == 1 { sub(/^# /, ""); for (i = 1; i <= NF; i++) if ($i == wanted) column = i }
        $1 == proxy && $2 == server { print $column }'
}

# How many of a proxy's servers were asked and are up: servers_up ADDRESS PROXY. HAProxy takes a server that it has not asked
# yet for one that is up.
servers_up() {
    curl -s --max-time 2 "http://$1:8404/;csv" | awk -F, -v proxy="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "status") status = i; if ($i == "check_status") asked = i } }
        $1 == proxy && $status ~ /^UP/ && $asked ~ /OK$/ { up++ }
        END { print up + 0 }'
}

gone() { ! kill -0 "$1" 2> /dev/null; }

# Asks for a URL again and again, with what else curl is told: a line with the time in microseconds and the code of each
# answer, 000 where there was none.
ask_on() {
    local code
    while true; do
        code="$(curl -s --max-time 5 -o /dev/null -w '%{http_code}' "$@" || true)"
        echo "${EPOCHREALTIME//./} $code"
        sleep 0.01
    done
}

# The longest time between two answers of 200 among those that ask_on wrote into a file, in ms.
longest_pause() {
    awk '$2 == 200 { if (last && $1 - last > longest) longest = $1 - last; last = $1 } END { print int(longest / 1000) }' "$1"
}

# Whether the last answer was 200.
ends_served() { [[ "$(tail -n 1 "$1")" == *200 ]]; }

has_servers_up() { (($(servers_up "$1" "$2") == $3)); }
