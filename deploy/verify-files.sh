#!/usr/bin/env bash
# Verifies what can be verified of the files without running them: haproxy.cfg with all that it can be told, the compose
# file, the Dockerfiles and the Kubernetes manifests against their schemas: ./deploy/verify-files.sh
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/verify.sh"

verify_haproxy_configuration() {
    local said
    "$deploy/haproxy/make-certificates.sh" "$folder/certificates" DNS:localhost IP:127.0.0.1 > /dev/null
    said="$(ACD_RUN="$folder" haproxy -c -f "$deploy/haproxy/haproxy.cfg" 2>&1)" || fail "HAProxy refuses haproxy.cfg: $said"
    said="$(ACD_RUN="$folder" ACD_CERTIFICATE="$folder/certificates/server.pem" ACD_REDIS_ENTERPRISE=yes \
        ACD_REDIS_1=redis1:6379 ACD_REDIS_2=redis2:6379 ACD_REDIS_PASSWORD=password \
        haproxy -c -f "$deploy/haproxy/haproxy.cfg" 2>&1)" || fail "HAProxy refuses haproxy.cfg with everything on: $said"
    openssl verify -CAfile "$folder/certificates/ca.crt" "$folder/certificates/server.pem" > /dev/null \
        || fail "the certificate is not signed by the authority beside it"
    verified "HAProxy takes haproxy.cfg, plain and with HTTPS, Redis and Redis Enterprise, and the certificates made for it"
}

verify_schemas() {
    if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
        skip "compose file, Dockerfiles and manifests are not held against their schemas: there is no Node.js here"
    fi

    # The packages are kept between runs, outside of git.
    local packages="$deploy/check/node_modules"
    if [[ ! "$packages/.package-lock.json" -nt "$deploy/check/package.json" ]]; then
        npm install --prefix "$deploy/check" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
            > "$folder/npm.log" 2>&1 < /dev/null \
            || skip "compose file, Dockerfiles and manifests are not held against their schemas: npm cannot install its packages"
        touch "$packages/.package-lock.json"
    fi
    node "$deploy/check/check.mjs" "$root" || fail "what stands above"
}

# No schema knows a program's arguments; the program does.
verify_redis_arguments() {
    local arguments=() server
    mapfile -t arguments < <(cd "$deploy/check" && node --input-type=module --eval '
        import { readFileSync } from "node:fs";
        import { parseAllDocuments } from "yaml";
        const objects = parseAllDocuments(readFileSync("../kubernetes/redis.yaml", "utf8")).map(document => document.toJS());
        const [redis] = objects.find(object => object.kind === "StatefulSet").spec.template.spec.containers;
        console.log(redis.args.join("\n"));')
    [[ "${arguments[0]}" == redis-server ]] || fail "the manifest of Redis does not run redis-server"
    "${arguments[@]}" --dir "$folder" --port 0 --unixsocket "$folder/redis.sock" > "$folder/redis.log" 2>&1 < /dev/null &
    server=$!
    wait_until 5 "the start of Redis with the arguments of its manifest" grep -q "eady to accept connections" "$folder/redis.log"
    kill "$server"
    verified "redis-server takes the arguments of its manifest"
}

need haproxy=haproxy openssl=openssl redis-server=redis-server
make_folder
verify_haproxy_configuration
verify_schemas
verify_redis_arguments
