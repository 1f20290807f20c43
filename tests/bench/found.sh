#!/bin/sh
# found.sh - whether each line of the bench text is found by each of its words, in either script, and what is marked.
#
#     found.sh sqlite|postgresql [EVERY]     every line, or each EVERYth; needs what sqlite.sh and postgresql.sh need
#
# The words of a line are those of seg --grain=search behind norm --profile=search, as they stand and converted with the
# line to the other script.  For bench/hans.txt.xz and bench/hant.txt.xz: lines, pairs of a line and a word of it, pairs
# that are not found, the same for words in the other script; and of each tenth line pairs whose marks were looked at, and
# are wrong: what highlight() or ts_headline() gives without its marks is not the line, or nothing that is marked holds
# the word (without marks at its ends), or what snippet() gives is no part of the line.  Pairs that are not found, or
# wrong, go to found.missing.
set -eu
: "${builddir:?} ${HANPIPE_EVAL_DATA:?}"
database=${1:?} every=${2:-1}
srcdir=$(cd "$(dirname "$0")/../.." && pwd)
export LC_ALL=C.UTF-8 HANPIPE_DATA="${HANPIPE_DATA:-$builddir/hanpipe.hpd}"
made=$(mktemp -d) server=
trap '[ -z "$server" ] || stop_server "$server"; rm -rf "$made"' EXIT
trap 'exit 1' HUP INT TERM
where=$PWD
: >found.missing

# words EXPRESSION: line TAB word, once each, but for words that have quotes, or signs from U+2000 on.
words()
{
    "$builddir/hanpipe" -q "norm --profile=search $1 | seg --grain=search --format=tsv" lines | LC_ALL=C awk -F '\t' -v OFS='\t' '
        BEGIN { n = 1 }
        $0 == "" { n++; next }
        $1 ~ /[0-9A-Za-z\344-\351]/ && $1 !~ /["\\\342]/ && !seen[n, $1]++ { print n, $1 }'
}

# Reads lines, own and other; prints a row of figures.
try_sqlite()
{
    rm -f db
    { echo ".load $builddir/sqlite/.libs/hanpipe"; cat <<'END'; } | sqlite3 -batch -bail db
CREATE TABLE line(x);
CREATE TABLE pair(line INT, word TEXT);
CREATE TABLE other(line INT, word TEXT);
.mode ascii
.separator "\t" "\n"
.import lines line
.import own pair
.import other other
ALTER TABLE pair ADD COLUMN other INT DEFAULT 0;
INSERT INTO pair SELECT line, word, 1 FROM other;
CREATE TABLE word(word TEXT);
INSERT INTO word SELECT DISTINCT word FROM pair ORDER BY word;
CREATE VIRTUAL TABLE t USING fts5(x, tokenize='hanpipe', content='line', content_rowid=rowid);
INSERT INTO t(rowid, x) SELECT rowid, x FROM line;
CREATE TABLE found(word TEXT, line INT, PRIMARY KEY (word, line)) WITHOUT ROWID;
INSERT INTO found SELECT word, t.rowid FROM word JOIN t ON t.x MATCH '"' || word || '"';
CREATE TABLE missing AS SELECT * FROM pair p WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f.word = p.word AND f.line = p.line);
CREATE TABLE marked AS SELECT p.word, l.x, highlight(t, 0, char(2), char(3)) AS h, snippet(t, 0, '', '', '', 16) AS s
FROM pair p JOIN line l ON l.rowid = p.line JOIN t ON t.x MATCH '"' || p.word || '"' AND t.rowid = p.line
WHERE p.line % 10 = 0 AND NOT p.other AND instr(l.x, p.word) > 0;
.mode list
.separator "\t"
.output figures
SELECT (SELECT count(*) FROM line), (SELECT count(*) FROM pair WHERE NOT other), (SELECT count(*) FROM missing WHERE NOT other),
    (SELECT count(*) FROM pair WHERE other), (SELECT count(*) FROM missing WHERE other);
SELECT word, h, x, s FROM marked;
.output missing
SELECT CASE other WHEN 1 THEN 'other' ELSE 'own' END, word, line.x FROM missing JOIN line ON line.rowid = line;
END
}

try_postgresql()
{
    psql -X -q -A -t -F '	' -v ON_ERROR_STOP=1 <<'END'
SET client_min_messages = error;
DROP TABLE IF EXISTS line, pair, word, found, missing;
CREATE TABLE line(n int PRIMARY KEY, x text, v tsvector GENERATED ALWAYS AS (to_tsvector('hanpipe', x)) STORED);
CREATE TABLE pair(line int, word text, other bool DEFAULT false);
\copy line(n, x) from 'numbered'
\copy pair(line, word) from 'own'
ALTER TABLE pair ALTER other SET DEFAULT true;
\copy pair(line, word) from 'other'
CREATE INDEX ON line USING gin (v);
CREATE TABLE word AS SELECT DISTINCT word, phraseto_tsquery('hanpipe', word) AS q FROM pair;
ANALYZE;
SET enable_seqscan = off;
CREATE TABLE found AS SELECT word, l.n AS line FROM word, LATERAL (SELECT n FROM line WHERE v @@ q) l;
SET enable_seqscan = on;
ANALYZE found;
CREATE TABLE missing AS SELECT p.* FROM pair p LEFT JOIN found f USING (word, line) WHERE f.word IS NULL;
\o figures
SELECT (SELECT count(*) FROM line), (SELECT count(*) FROM pair WHERE NOT other), (SELECT count(*) FROM missing WHERE NOT other),
    (SELECT count(*) FROM pair WHERE other), (SELECT count(*) FROM missing WHERE other);
SELECT p.word, ts_headline('hanpipe', x, q, E'HighlightAll=on, StartSel=\u0002, StopSel=\u0003'), x, ''
FROM pair p JOIN found USING (word, line) JOIN line ON n = p.line JOIN word USING (word)
WHERE p.line % 10 = 0 AND NOT p.other AND strpos(x, p.word) > 0;
\o missing
SELECT CASE WHEN other THEN 'other' ELSE 'own' END, word, x FROM missing JOIN line ON n = line;
END
}

# Rows of word, marked line, line and snippet; prints how many, and how many are wrong.
judge_marks()
{
    LC_ALL=C awk -F '\t' '
        {
            gsub(/^[^0-9A-Za-z\200-\377]+|[^0-9A-Za-z\200-\377]+$/, "", $1)
            gsub(/^(\302\267)+|(\302\260|\357\274\216)+$/, "", $1) # · ° ．
            plain = $2
            gsub(/[\2\3]/, "", plain)
            good = plain == $3 && index($3, $4) > 0
            held = 0
            n = split($2, piece, /\2/)
            for (i = 2; i <= n; i++) {
                sub(/\3.*/, "", piece[i])
                held = held || index(piece[i], $1) > 0
            }
            count++
            wrong += !(good && held)
            if (!(good && held))
                print "marks\t" $1 "\t" $2 > "/dev/stderr"
        }
        END { print count + 0, wrong + 0 }' OFS='\t' 2>>"$where/found.missing"
}

if [ "$database" = postgresql ]; then
    . "$srcdir/tests/postgresql_server.sh"
    missing=$(missing_for_server "$builddir")
    [ -z "$missing" ] || { echo "needs $missing" >&2; exit 1; }
    server=$(mktemp -d)
    start_server "$server" "$builddir"
    psql -X -q -c "CREATE EXTENSION hanpipe"
fi
cd "$made"
echo "text	lines	pairs	not found	in the other script	not found	marks	wrong"
for text in hans hant; do
    xz -dc "$HANPIPE_EVAL_DATA/bench/$text.txt.xz" | grep -v -e '	' -e '\\' | awk -v every="$every" 'NF && NR % every == 0' >lines
    awk -v OFS='\t' '{ print NR, $0 }' lines >numbered
    words '' >own
    case $text in
    hans) words '| conv -c s2t' >other ;;
    *) words '| conv -c t2s' >other ;;
    esac
    try_"$database"
    echo "$text	$(head -n 1 figures)	$(tail -n +2 figures | judge_marks)"
    sed "s/^/$text	/" missing >>"$where/found.missing"
done
