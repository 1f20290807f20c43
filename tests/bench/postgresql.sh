#!/bin/sh
# postgresql.sh - the extension for PostgreSQL against pg_trgm: time to index, size of the index, and time to find.
#
#     postgresql.sh [LINES]        by default 20000; needs HANPIPE_EVAL_DATA, hanseg in PATH, builddir, a server's programs and
#                                  pg_trgm (Debian: postgresql-15, postgresql-server-dev-15)
#
# LINES lines of bench/hans.txt.xz, in a server of its own.  For each: seconds to make the index, its size in KB, and for
# 500 words of two characters, and of three or four, milliseconds a query, and how many of the lines that have them as
# words are found.
set -eu
: "${builddir:?} ${HANPIPE_EVAL_DATA:?}"
lines=${1:-20000}
srcdir=$(cd "$(dirname "$0")/../.." && pwd)
export LC_ALL=C.UTF-8
. "$srcdir/tests/postgresql_server.sh"
missing=$(missing_for_server "$builddir")
[ -z "$missing" ] || { echo "needs $missing" >&2; exit 1; }
made=$(mktemp -d) server=$(mktemp -d)
trap 'stop_server "$server"; rm -rf "$made"' EXIT
trap 'exit 1' HUP INT TERM
start_server "$server" "$builddir"
cd "$made"
xz -dc "$HANPIPE_EVAL_DATA/bench/hans.txt.xz" | grep -v '	' | grep -v '\\' | awk 'NF && NR % 3 == 0' | head -n "$lines" >text
awk -v OFS='\t' '{ print NR, $0 }' text >lines
hanseg --grain=search --format=tsv text | awk -F '\t' -v OFS='\t' '
    BEGIN { n = 1 }
    $0 == "" { n++; next }
    length($1) == 3 * ($5 - $4) && $5 - $4 >= 2 && $5 - $4 <= 4 && !seen[$1, n]++ { print n, $1, ($5 - $4 == 2) }' >has

sql()
{
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

sql <<END
CREATE EXTENSION hanpipe;
CREATE EXTENSION pg_trgm;
CREATE TABLE line(n int PRIMARY KEY, x text);
CREATE TABLE has(n int, word text, two int);
\\copy line from 'lines'
\\copy has from 'has'
CREATE TABLE word AS
    (SELECT word, two FROM (SELECT DISTINCT word, two FROM has) w WHERE two = 1 ORDER BY md5(word) LIMIT 500) UNION ALL
    (SELECT word, two FROM (SELECT DISTINCT word, two FROM has) w WHERE two = 0 ORDER BY md5(word) LIMIT 500);
CREATE INDEX ON has(word, n);
ANALYZE;
END

# measure NAME INDEX CONDITION-ON-word-AND-x
measure()
{
    sql >time <<END
SET max_parallel_maintenance_workers = 0;
\\timing on
CREATE INDEX i ON line USING gin ($2);
\\timing off
ANALYZE line;
END
    seconds=$(sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' time | awk '{ printf "%.1f", $1 / 1000 }')
    kb=$(sql -c "SELECT pg_relation_size('i') / 1024")
    printf '%s\t%s\t%s' "$1" "$seconds" "$kb"
    for two in 1 0; do
        sql >rows <<END
SET enable_seqscan = off;
SET jit = off;
CREATE TEMP TABLE found(word text, n int);
\\timing on
DO \$\$ DECLARE w text; BEGIN
    FOR w IN SELECT word FROM word WHERE two = $two LOOP
        EXECUTE format('INSERT INTO found SELECT %L, n FROM line WHERE ' || \$q\$$3\$q\$, w, w);
    END LOOP;
END \$\$;
\\timing off
SELECT round(100.0 * count(found.n) / count(*), 1)
FROM word JOIN has USING (word, two) LEFT JOIN found ON found.word = has.word AND found.n = has.n WHERE two = $two;
END
        printf '\t%s\t%s' "$(sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' rows | awk '{ printf "%.2f", $1 / 500 }')" "$(tail -n 1 rows)"
    done
    echo
    sql -c "DROP INDEX i"
}

echo "$(wc -c <text) bytes"
echo "index	s	KB	two characters: ms	found %	three or four: ms	found %"
measure hanpipe "to_tsvector('hanpipe', x)" "to_tsvector('hanpipe', x) @@ phraseto_tsquery('hanpipe', %L)"
measure pg_trgm "x gin_trgm_ops" "x LIKE '%%' || %L || '%%'"
measure simple "to_tsvector('simple', x)" "to_tsvector('simple', x) @@ phraseto_tsquery('simple', %L)"
