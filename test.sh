#!/usr/bin/env bash
# Builds everything and runs every test; ./test.sh --help tells more.
# The last line is "N passed, N failed", with ", N skipped" where there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
# No libicu is needed, and no build node outlives the run and holds its output open.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

# The projects that stop and kill members of clusters: how long callers wait then has bounds, so nothing runs beside them.
alone=(Acd.Cluster.Tests Acd.Survival.Tests)

# The other projects that take longest, in the order of their time.
longest=(Acd.Ui.Tests Acd.Core.Tests Acd.Storage.Tests)

# What --quick leaves out: projects that start the product's programs, and classes of long random tests or of real servers
# that are stopped, killed or replaced.
slow_projects=(Acd.Cluster.Tests Acd.Survival.Tests)
slow_classes=(
    # Acd.Core.Tests; CallStreamTests, which is run, compares engine and model as these do.
    BlendedStreamTests ChoosyStreamTests HeartbeatStreamTests MixedStreamTests PlannedStreamTests RestiveStreamTests
    ReturningStreamTests CommandStreamTests RareSkillFairnessTests RedisMatchingComparisonTests StatisticsReloadTests
    # Acd.Simulator.Tests
    PlantedBugTests PlantedRoutingBugTests RealStoreTests SimulationRunnerTests
    # Acd.Storage.Tests
    RedisMatchingHostTests RedisOutageTests SentinelTests
    # Acd.Server.Tests
    ServeProcessTests
)

usage() {
    cat << EOF
Usage: ./test.sh [--quick] [--help]

Builds Acd.sln in Release; then checks its format, runs every test project and verifies the deployment files, two of them
side by side, but for the projects ${alone[*]}. What each prints stands together, when
it has ended. The last line is "N passed, N failed[, N skipped]". It takes about 21 minutes on two cores.

  --quick   builds and tests in under 4 minutes, without the format check, the deployment files, the projects
            ${slow_projects[*]}, and these classes of long random tests and of servers that are
            stopped, killed or replaced:
$(printf '              %s\n' "${slow_classes[@]}")
EOF
}

quick=false
for argument in "$@"; do
    case $argument in
        --quick) quick=true ;;
        --help | -h) usage && exit 0 ;;
        *) usage >&2 && exit 2 ;;
    esac
done

filters=()
if $quick; then
    for class in "${slow_classes[@]}"; do filters+=(--filter-not-class "*.$class"); done
fi

results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

# What a part of the run found: so many passed, failed and were skipped.
count() { echo "$1 $2 $3" >> "$results/counts"; }

finish() {
    local passed failed skipped
    read -r passed failed skipped < <(awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }' "$results/counts")
    local line="$passed passed, $failed failed"
    if ((skipped > 0)); then line+=", $skipped skipped"; fi
    echo "$line"
    if ((failed > 0 || passed == 0)); then exit 1; fi
    exit 0
}

# A step before the tests that failed: it counts as one failure, and nothing else is run.
give_up() {
    echo "test.sh: $1" >&2
    count 0 1 0
    finish
}

step() {
    local start=$SECONDS
    echo "── $1"
    shift
    "$@" || return $?
    echo "   $((SECONDS - start)) s"
}

# What the tests start, each a server of their own on a free port: a command (or the glob of a file), then the Debian
# packages that bring it.
needed=(
    "redis-server redis-server"
    "kamailio kamailio"
    "/usr/lib/*/kamailio/modules/evapi.so kamailio-extra-modules"
    "/usr/lib/*/kamailio/modules/tls.so kamailio-tls-modules"
    "/usr/lib/*/kamailio/modules/websocket.so kamailio-websocket-modules"
    "sipp sip-tester"
    "/usr/lib/postgresql/*/bin/initdb postgresql"
    "/usr/lib/python3/dist-packages/redis python3-redis"
    "chromium chromium"
)

# Whether a command or a file is there. Debian keeps servers' programs in sbin, which a user's PATH may lack.
is_there() {
    if [[ "$1" == /* ]]; then compgen -G "$1" > /dev/null; else PATH="$PATH:/usr/sbin:/sbin" command -v "$1" > /dev/null; fi
}

# Installs the packages of everything that is needed and missing.
install_needed() {
    local row missing=() as_root=()
    for row in "${needed[@]}"; do
        if ! is_there "${row%% *}"; then read -r -a missing <<< "${missing[*]} ${row#* }"; fi
    done
    if ((${#missing[@]} == 0)); then return; fi
    if ! command -v apt-get > /dev/null; then
        give_up "there is no apt-get, and these are missing: ${missing[*]}; install what stands for them here."
    fi
    if (($(id -u) != 0)); then
        if ! command -v sudo > /dev/null; then give_up "install as root: apt-get install ${missing[*]}"; fi
        as_root=(sudo -n)
    fi

    # The tests start servers of their own; RUNLEVEL keeps the packages from starting others beside them.
    { "${as_root[@]}" apt-get update -q \
        && "${as_root[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends "${missing[@]}"; } < /dev/null \
        || give_up "these could not be installed; try: apt-get install ${missing[*]}"
}

# A figure of the platform's summary, such as "  succeeded: 12"; the lines of other programs are not indented so.
figure() {
    local found
    found="$(sed -n "s/^  $1: \([0-9]*\)\$/\1/p" "$2" | tail -n 1)"
    echo "${found:-0}"
}

# Runs a project's tests. A test host that crashes or hangs stands in the summary as an error, and counts as a failure.
run_project() {
    local name="$1" bad log status=0
    log="$results/$name.log"
    dotnet test --project "tests/$name" -c Release --no-build --no-ansi --results-directory "$results/$name" \
        --hangdump --hangdump-timeout 5m --hangdump-type None "${filters[@]}" 2>&1 | tee "$log" || status=$?

    bad=$(($(figure failed "$log") + $(figure error "$log")))
    if ((status != 0 && bad == 0)); then
        echo "   $name ended with code $status and without a failed test." >&2
        bad=1
    fi

    # The tests that ran when a host hung.
    find "$results/$name" -name '*_hang.log' -exec cat {} + 2> /dev/null || true
    count "$(figure succeeded "$log")" "$bad" "$(figure skipped "$log")"
}

# What deploys the product, verified by a script: each thing that it verifies has passed; 77 says that it cannot run here.
run_verification() {
    local said verified status=0
    said="$("$@" 2>&1)" || status=$?
    echo "$said"
    verified="$(grep -c '^   verified: ' <<< "$said" || true)"
    case $status in
        0) count "$verified" 0 0 ;;
        77) count "$verified" 0 1 ;;
        *) count "$verified" 1 0 ;;
    esac
}

check_format() {
    if dotnet format Acd.sln --verify-no-changes --no-restore; then return; fi
    echo "test.sh: the code is not formatted; run: dotnet format Acd.sln"
    count 0 1 0
}

# Runs a part beside another one, two at once at most, and shows what it printed when it has ended.
parts=0
beside() {
    local name="$1"
    shift
    if ((parts >= 2)); then wait -n; fi
    parts=$((parts + 1))
    (
        start=$SECONDS status=0
        "$@" < /dev/null > "$results/$name.said" 2>&1 || status=$?
        {
            flock 9
            echo "── $name"
            cat "$results/$name.said"
            echo "   $((SECONDS - start)) s"
        } 9> "$results/print.lock"
        if ((status != 0)); then count 0 1 0; fi
    ) &
}

command -v dotnet > /dev/null || give_up "the .NET SDK 10 is missing; on Debian it is Microsoft's package dotnet-sdk-10.0."
dotnet --list-sdks | grep -E '^[1-9][0-9]+\.' > /dev/null \
    || give_up "the .NET SDK 10 is missing; there is only: $(dotnet --list-sdks)"
install_needed

step "build" dotnet build Acd.sln -c Release -v quiet < /dev/null || give_up "the build failed."

# The longest projects go first, so that none of them runs by itself at the end.
mapfile -t projects < <({
    printf '%s\n' "${alone[@]}" "${longest[@]}"
    find tests -maxdepth 2 -name '*.Tests.csproj' -printf '%f\n' | sed 's/\.csproj$//' | LC_ALL=C sort
} | awk '!seen[$0]++')
for project in "${projects[@]}"; do
    if $quick && [[ " ${slow_projects[*]} " == *" $project "* ]]; then continue; fi
    beside "$project" run_project "$project"
    if [[ " ${alone[*]} " == *" $project "* ]]; then wait && parts=0; fi
done

if ! $quick; then
    beside format check_format
    beside verify-files run_verification deploy/verify-files.sh
    beside verify-packages run_verification deploy/verify-packages.sh
    beside verify-haproxy run_verification deploy/verify-haproxy.sh --no-build
    beside verify-kamailio run_verification deploy/kamailio/verify.sh
fi
wait

echo "${#projects[@]} test projects, $SECONDS s"
finish
