#!/usr/bin/env bash
# What a plain script does where pgrehearse drill is not at hand: every way back alone, on clones made of template
# databases, two at once; then all of them in a row and all steps again. Schemas are compared by pg_dump -s, rows by
# their number and a digest of each table. DRILL_ROWS=no leaves the rows out: then nobody knows whether they are back.
#
#   drills.sh PROJECT FOLDER    FOLDER must not exist; it is left for the caller to remove
#
# As root it hands the server to the account postgres, as PostgreSQL wants it.
set -euo pipefail
project=$1 folder=$2
bin=${PGBIN:-/usr/lib/postgresql/15/bin}
mkdir -m 777 "$folder"
as=()
if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --clear-groups); fi
"${as[@]}" "$bin/initdb" -D "$folder/data" -A trust --no-sync -U postgres >/dev/null
printf "fsync=off\nlisten_addresses=''\nunix_socket_directories='%s'\nmax_connections=50\nautovacuum=off\n" "$folder" \
    >>"$folder/data/postgresql.conf"
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w start >/dev/null
trap '"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null' EXIT
export PGHOST=$folder PGUSER=postgres PGOPTIONS='-c client_min_messages=warning'

sql() { psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f "$2"; }
# A statement about all tables, which gives a line for each.
digests="SELECT string_agg(format(
        'SELECT %L, count(*), md5(string_agg(md5(t::text), '''' ORDER BY md5(t::text))) FROM %s AS t', c.oid::regclass,
        c.oid::regclass), ' UNION ALL ' ORDER BY c.oid)
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') \gexec"
rows() { [ "${DRILL_ROWS:-yes}" = no ] || psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" <<<"$digests" | sort; }
dump() { { pg_dump -s "$1" | grep -v '^\\\(un\)\?restrict'; rows "$1"; } >"$folder/$2"; }
same() { cmp -s "$folder/$1" "$folder/$2" || { echo "$1 and $2 differ" >&2; return 1; }; }

# One drill on a clone of the state before the step.
drill() {
    sql "$1" "$project/migrations/$2"
    dump "$1" "$1.after"
    sql "$1" "$project/rollbacks/$2"
    dump "$1" "$1.down"
    same "before.$2" "$1.down"
    sql "$1" "$project/migrations/$2"
    dump "$1" "$1.again"
    same "$1.after" "$1.again"
    dropdb "$1"
}

createdb main
for file in "$project"/baseline/*.sql "$project"/rows/*.sql; do [ ! -e "$file" ] || sql main "$file"; done
steps=$(cd "$project/migrations" && ls)
number=0
dump main "before.$(echo "$steps" | head -1)"
last=
for step in $steps; do
    [ -z "$last" ] || dump main "before.$step"
    createdb -T main "clone$number"
    if [ "$(jobs -rp | wc -l)" -ge 2 ]; then wait -n; fi
    drill "clone$number" "$step" &
    sql main "$project/migrations/$step"
    number=$((number + 1)) last=$step
done
wait
for step in $(echo "$steps" | tac); do
    sql main "$project/rollbacks/$step"
    dump main now
    same "before.$step" now
done
for step in $steps; do
    dump main now
    same "before.$step" now
    sql main "$project/migrations/$step"
done
