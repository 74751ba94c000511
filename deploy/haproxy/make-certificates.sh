#!/usr/bin/env bash
# Makes an authority of one's own and a server certificate signed by it, unless there is one that lasts another 30 days:
# make-certificates.sh FOLDER NAME …, where a name is DNS:… or IP:…
# FOLDER then has ca.crt, for callers to trust, ca.key, and server.pem (certificate and key), for HAProxy.
set -euo pipefail

if (($# < 2)); then
    echo "Usage: make-certificates.sh FOLDER NAME …" >&2
    exit 2
fi
folder="$1"
shift
names="$(IFS=, && echo "$*")"
lasts=$((30 * 24 * 3600))

mkdir -p "$folder"
cd "$folder"
umask 077
if [[ ! -f ca.key ]] || ! openssl x509 -in ca.crt -noout -checkend "$lasts" > /dev/null 2>&1; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Acd authority" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" -keyout ca.key -out ca.crt 2> /dev/null
    rm -f server.pem
    echo "make-certificates.sh: made an authority; callers trust it by ca.crt."
fi

if [[ -f server.pem ]] && openssl x509 -in server.pem -noout -checkend "$lasts" > /dev/null \
    && [[ "$(cat names 2> /dev/null)" == "$names" ]]; then
    exit 0
fi

# Whatever is half made is not called server.pem yet.
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=Acd" -keyout server.key -out server.csr 2> /dev/null
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -out server.crt \
    -extfile <(echo "subjectAltName=$names"; echo "extendedKeyUsage=serverAuth") 2> /dev/null
cat server.crt server.key > server.pem.new
chmod 644 ca.crt
# HAProxy runs as a user of its own, where there is one.
if (($(id -u) == 0)) && id haproxy > /dev/null 2>&1; then
    chmod 755 .
    chown root:haproxy server.pem.new
    chmod 640 server.pem.new
fi
mv server.pem.new server.pem
echo "$names" > names
rm -f server.csr server.crt server.key
echo "make-certificates.sh: made a certificate for $names."
