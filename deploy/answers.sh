#!/usr/bin/env bash
# Whether a GET is answered with 200 within a second: answers.sh HOST PORT PATH
# It needs bash alone, so that images, keepalived and checks can all ask by it.
set -euo pipefail

if (($# != 3)); then
    echo "Usage: answers.sh HOST PORT PATH" >&2
    exit 2
fi

# A child of its own, so that the time limit also covers an address that nobody answers on.
code="$(timeout 1 bash -c '
    exec 3<> "/dev/tcp/$0/$1"
    printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$2" >&3
    read -r _ code _ <&3
    echo "$code"' "$1" "$2" "$3" 2> /dev/null)" || exit 1
[[ "$code" == 200 ]]
