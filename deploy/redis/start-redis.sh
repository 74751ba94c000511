#!/usr/bin/env bash
# Runs a Redis that keeps what it has acknowledged, as the primary or its replica.
#
#   ACD_ADDRESS           this server's address
#   ACD_REDIS_PEER        the other server's
#   ACD_REDIS_PRIMARY     the address of the one that is the primary when neither has run before
#   ACD_SENTINELS         the sentinels' addresses, with spaces between
#   ACD_REDIS_PASSWORD    the password of callers, of the other server and of the sentinels
#   ACD_DATA              the folder of its files (the working directory)
#
# Which of the two is the primary is written into redis.conf by the sentinels, and so outlives restarts. A former primary asks
# before it starts whether its place was taken while it was away, so that it takes no write that would be thrown away.
set -euo pipefail
: "${ACD_ADDRESS:?}" "${ACD_REDIS_PEER:?}" "${ACD_REDIS_PRIMARY:?}" "${ACD_SENTINELS:?}" "${ACD_REDIS_PASSWORD:?}"
cd "${ACD_DATA:-.}"
umask 077

write_configuration() {
    cat << END
bind $ACD_ADDRESS
port 6379
dir ./
requirepass $ACD_REDIS_PASSWORD
masterauth $ACD_REDIS_PASSWORD
replica-announce-ip $ACD_ADDRESS
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
# A replica that was away for a moment goes on where it was, instead of being sent everything.
repl-backlog-size 64mb
repl-diskless-sync-delay 0
END
    # Redis 8 comes with JSON and search as modules in this folder; older ones have no such folder.
    local module
    for module in /usr/local/lib/redis/modules/*.so; do
        if [[ -x "$module" ]]; then echo "loadmodule $module"; fi
    done
    if [[ "$ACD_ADDRESS" != "$ACD_REDIS_PRIMARY" ]]; then echo "replicaof $ACD_REDIS_PRIMARY 6379"; fi
}

ask() { REDISCLI_AUTH="$3" timeout 1 redis-cli -h "$1" -p "$2" "${@:4}" 2> /dev/null | tr -d '\r'; }

# A field of what the first sentinel that answers knows of the primary.
sentinels_say() {
    local sentinel answer
    for sentinel in $ACD_SENTINELS; do
        answer="$(ask "$sentinel" 26379 "" SENTINEL MASTER acd)" || continue
        if [[ "$answer" != name* ]]; then continue; fi
        awk -v field="$1" 'found { print; exit } NR % 2 && $0 == field { found = 1 }' <<< "$answer"
        return
    done
}

# The primary's address; nothing where nobody can tell, as when everything starts at once. Whom the sentinels hold for gone must
# not be the primary again while they are about to replace it: that takes them a second or two, and nothing else ever has two
# primaries at once.
find_primary() {
    local primary attempt
    for ((attempt = 0; attempt < 50; attempt++)); do
        if ask "$ACD_REDIS_PEER" 6379 "$ACD_REDIS_PASSWORD" INFO replication | grep -qx role:master; then
            echo "$ACD_REDIS_PEER"
            return
        fi

        primary="$(sentinels_say ip)"
        if [[ "$primary" != "$ACD_ADDRESS" || "$(sentinels_say flags)" != *down* ]]; then
            echo "$primary"
            return
        fi
        sleep 0.2
    done
}

if [[ ! -f redis.conf ]]; then
    write_configuration > redis.conf.new
    mv redis.conf.new redis.conf
fi

primary="$(find_primary)"
if [[ -n "$primary" && "$primary" != "$ACD_ADDRESS" ]]; then
    exec redis-server redis.conf --replicaof "$primary" 6379
fi
exec redis-server redis.conf
