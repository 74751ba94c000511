#!/usr/bin/env bash
# Builds everything and runs every test. The last line is "N passed, N failed", with ", N skipped" where there are any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
# No libicu is needed, and no build node outlives the run and holds its output open.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

passed=0 failed=0 skipped=0 projects=0
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

finish() {
    local line="$passed passed, $failed failed"
    if ((skipped > 0)); then line+=", $skipped skipped"; fi
    echo "$line"
    if ((failed > 0 || passed == 0)); then exit 1; fi
    exit 0
}

# A step before the tests that failed: it counts as one failure, and nothing else is run.
give_up() {
    echo "test.sh: $1" >&2
    failed=$((failed + 1))
    finish
}

step() {
    local start=$SECONDS
    echo "── $1"
    shift
    "$@" || return $?
    echo "   $((SECONDS - start)) s"
}

install_redis() {
    if command -v redis-server > /dev/null; then return; fi
    if ! command -v apt-get > /dev/null; then
        give_up "redis-server is missing and there is no apt-get; install Redis 7 or later."
    fi

    local as_root=()
    if (($(id -u) != 0)); then
        if ! command -v sudo > /dev/null; then
            give_up "redis-server is missing; install it as root: apt-get install redis-server"
        fi

        as_root=(sudo -n)
    fi

    # The tests start servers of their own; RUNLEVEL keeps the package from starting one beside them.
    { "${as_root[@]}" apt-get update -q \
        && "${as_root[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends redis-server; } < /dev/null \
        || give_up "redis-server is missing and could not be installed; try: apt-get install redis-server"
}

# The number behind a name in the counters of a results file.
count() {
    grep -o '<Counters [^>]*' "$2" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | head -n 1
}

# Each skipped test of a results file, with its reason.
show_skipped() {
    tr '\n' ' ' < "$1" | sed 's/<UnitTestResult /\n&/g' | grep 'outcome="NotExecuted"' \
        | sed -n 's/.*testName="\([^"]*\)".*<Message>\([^<]*\)<.*/   skipped: \1: \2/p' \
        | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' || true
}

# Runs a project's tests, with more arguments for dotnet where there are any.
# A test host that dies leaves no results, or results of fewer tests; it counts as one failure more.
run_project() {
    local name total bad ran status=0 project="$1"
    shift
    name="$(basename "$project" .csproj)"
    echo "── $name"
    rm -f "$results/$name.trx"
    dotnet test "$project" -c Release --no-build "$@" --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --logger "console;verbosity=minimal" --blame-hang-timeout 5m --blame-hang-dump-type none < /dev/null || status=$?

    projects=$((projects + 1))
    bad=0
    local file="$results/$name.trx"
    if [[ -f "$file" ]]; then
        total="$(count total "$file")" ran="$(count executed "$file")" bad="$(count failed "$file")"
        passed=$((passed + $(count passed "$file")))
        failed=$((failed + bad))
        skipped=$((skipped + total - ran))
        if ((total > ran)); then show_skipped "$file"; fi
    fi

    if ((status != 0 && bad == 0)); then
        echo "   $name ended with code $status, but none of its tests had failed: its host crashed or hung." >&2
        failed=$((failed + 1))
    fi
}

# What deploys the product, proved by a script: each thing that it proves has passed; 77 says that it cannot run here.
run_proof() {
    local said status=0
    echo "── $1"
    said="$("$@" 2>&1 < /dev/null)" || status=$?
    echo "$said"
    passed=$((passed + $(grep -c '^   proved: ' <<< "$said" || true)))
    case $status in
        0) ;;
        77) skipped=$((skipped + 1)) ;;
        *) failed=$((failed + 1)) ;;
    esac
}

command -v dotnet > /dev/null || give_up "the .NET SDK 10 is missing; on Debian it is Microsoft's package dotnet-sdk-10.0."
dotnet --list-sdks | grep -E '^[1-9][0-9]+\.' > /dev/null \
    || give_up "the .NET SDK 10 is missing; there is only: $(dotnet --list-sdks)"
install_redis

step "build" dotnet build Acd.sln -c Release -v quiet < /dev/null || give_up "the build failed."
step "format" dotnet format Acd.sln --verify-no-changes --no-restore < /dev/null \
    || give_up "the code is not formatted; run: dotnet format Acd.sln"

while IFS= read -r project; do
    run_project "$project"
done < <(find tests -name '*.Tests.csproj' -not -path '*/bin/*' -not -path '*/obj/*' | LC_ALL=C sort)

run_proof deploy/prove-files.sh
run_proof deploy/prove-haproxy.sh --no-build

echo "$projects test projects in $SECONDS s"
finish
