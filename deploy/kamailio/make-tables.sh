#!/usr/bin/env bash
# make-tables.sh FOLDER DOMAIN < LIST: writes the tables of kamailio.cfg. LIST has a line for each entry:
#   user NAME PASSWORD      a telephone, which registers as NAME
#   gate NUMBER GATE        a number that is called, and the gate in Acd that it leads to
#   trunk ADDRESS           an address that calls come from, whose callers' numbers are believed and not limited
# The passwords are not kept, only their hashes. Kamailio reads the tables at its start, and by: kamcmd htable.reload users
set -euo pipefail
(($# == 2)) || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
folder=$1 domain=$2
mkdir -p "$folder"
umask 027
head='key_name(string) key_type(int) value_type(int) key_value(string) expires(int)'
for table in users gates trunks; do echo "$head" > "$folder/$table.new"; done

# A colon separates the columns of a table, so that it is escaped in values.
row() { printf '%s:0:0:%s:0\n' "${2//:/\\:}" "${3//:/\\:}" >> "$folder/$1.new"; }

line=0
while read -r kind name value rest; do
    line=$((line + 1))
    [[ -z "$kind" || "$kind" == \#* ]] && continue
    if [[ -n "$rest" ]]; then echo "make-tables.sh: line $line has too many words." >&2; exit 2; fi
    case $kind in
        user) row users "$name" "$(printf '%s' "$name:$domain:$value" | md5sum | cut -d ' ' -f 1)" ;;
        gate) row gates "$name" "$value" ;;
        trunk) row trunks "$name" yes ;;
        *) echo "make-tables.sh: line $line: \"$kind\" is none of user, gate, trunk." >&2; exit 2 ;;
    esac
done
for table in users gates trunks; do mv "$folder/$table.new" "$folder/$table"; done
