#!/usr/bin/env bash
# Runs one of three sentinels, two of which must agree that the primary is gone before its replica takes its place.
#
#   ACD_ADDRESS           this sentinel's address
#   ACD_REDIS_PRIMARY     the address of the one that is the primary when nothing has run before
#   ACD_REDIS_PASSWORD    Redis' password
#   ACD_DATA              the folder of its file (the working directory)
set -euo pipefail
: "${ACD_ADDRESS:?}" "${ACD_REDIS_PRIMARY:?}" "${ACD_REDIS_PASSWORD:?}"
cd "${ACD_DATA:-.}"
umask 077

# A primary that is killed is started again within five seconds and has everything in its append-only file. Only one that stays
# away is replaced: its replica may not have had the last milliseconds.
if [[ ! -f sentinel.conf ]]; then
    cat > sentinel.conf.new << END
bind $ACD_ADDRESS
port 26379
dir ./
sentinel announce-ip $ACD_ADDRESS
sentinel monitor acd $ACD_REDIS_PRIMARY 6379 2
sentinel auth-pass acd $ACD_REDIS_PASSWORD
sentinel down-after-milliseconds acd 5000
sentinel failover-timeout acd 15000
sentinel parallel-syncs acd 1
END
    mv sentinel.conf.new sentinel.conf
fi
exec redis-server sentinel.conf --sentinel
