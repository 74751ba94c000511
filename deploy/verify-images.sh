#!/usr/bin/env bash
# Runs the build stages of deploy/Dockerfile without a container engine: the same dotnet commands, on a copy of what the file
# copies and nothing else, and starts what they make: ./deploy/verify-images.sh
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/verify.sh"

dockerfile="$deploy/Dockerfile"

# What the stage "source" copies, with git's idea of which files belong to the project, as .dockerignore has it.
copy_sources() {
    local line words
    mkdir -p "$folder/source"
    while read -r line; do
        read -ra words <<< "$line"
        (cd "$root" && git -c safe.directory='*' ls-files -z --cached --others --exclude-standard \
            -- "${words[@]:1:${#words[@]}-2}" | xargs -0 cp --parents -t "$folder/source")
    done < <(sed -n '/ AS source$/,/^FROM .* AS build/{/^COPY /p}' "$dockerfile")
}

# The image's entry point, started from where the image copies it, knows its own options.
start_programs() {
    local stage program
    for stage in acd; do
        program="$(sed -n "/ AS $stage\$/,/^FROM/s/^ENTRYPOINT \[\"\.\/\([a-z]*\)\".*\]$/\1/p" "$dockerfile")"
        [[ "$("$folder/source/out/$stage/$program" serve --help)" == *"$program serve"* ]] || fail "$program does not start"
        verified "$program starts and tells its options"
    done
}

command -v dotnet > /dev/null || skip "there is no .NET SDK here"
make_folder
copy_sources
publish_images "$folder/source"
while read -r command; do verified "$command"; done < <(publish_commands)
start_programs
