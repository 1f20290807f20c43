#!/bin/sh
# sqlite.sh - the FTS5 tokenizer against SQLite's own: time to index, size of the index, and what two characters find.
#
#     sqlite.sh [LINES]        by default 20000; needs HANPIPE_EVAL_DATA, hanseg and hanconv in PATH, sqlite3 (Debian: sqlite3),
#                              and builddir, whose sqlite/.libs/hanpipe.so is loaded
#
# LINES lines of bench/hans.txt.xz.  For each tokenizer: seconds of CPU to index them, KB of the index without the text,
# and for 2,000 of the words of two characters, how many of the lines that have them as words are found, in the lines' own
# script and in the other; and how many of the lines that are found have the characters, but not as a word.  "icu" is
# only in a SQLite that was built with it.
set -eu
: "${builddir:?} ${HANPIPE_EVAL_DATA:?}"
lines=${1:-20000}
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
export HANPIPE_DATA="${HANPIPE_DATA:-$builddir/hanpipe.hpd}"
xz -dc "$HANPIPE_EVAL_DATA/bench/hans.txt.xz" | grep -v '	' | awk 'NF && NR % 3 == 0' | head -n "$lines" >"$made/text"
cd "$made"
hanseg --grain=search --format=tsv text | awk -F '\t' -v OFS='\t' '
    BEGIN { n = 1 }
    $0 == "" { n++; next }
    length($1) == 6 && $5 - $4 == 2 && !seen[$1, n]++ { print n, $1 }' >all
# A word of two Han characters: six bytes.  Every so many of the different ones.
cut -f 2 all | sort -u >different
every=$(($(wc -l <different) / 2000 + 1))
awk -v every="$every" 'NR % every == 0' different >simplified
hanconv -c s2t simplified | paste simplified - >words

sql()
{
    { echo ".load $builddir/sqlite/.libs/hanpipe"; cat; } | sqlite3 -batch -bail "$1"
}

measure()
{
    rm -f db
    sql db <<END
CREATE TABLE line(x);
CREATE TABLE has(line, word);
CREATE TABLE word(word, other);
.mode ascii
.separator "\t" "\n"
.import text line
.import all has
.import words word
CREATE INDEX by_word ON has(word, line);
END
    echo "CREATE VIRTUAL TABLE t USING fts5(x, tokenize=\"$2\", content='line', content_rowid=rowid);" | sql db 2>/dev/null || {
        echo "$1: not in this SQLite"
        return
    }
    sql db <<END >time
.timer on
INSERT INTO t(rowid, x) SELECT rowid, x FROM line;
INSERT INTO t(t) VALUES ('optimize');
END
    seconds=$(awk '/user/ { s += $6 } END { printf "%.2f", s }' time)
    sql db <<END >rows
SELECT sum(length(block)) / 1024 FROM t_data;
CREATE TEMP TABLE right AS SELECT word.word, other, line FROM word JOIN has USING (word);
CREATE INDEX r1 ON right(word, line);
CREATE TEMP TABLE own AS SELECT word, t.rowid AS line FROM word JOIN t ON t.x MATCH '"' || word || '"';
CREATE TEMP TABLE others AS SELECT word, t.rowid AS line FROM word JOIN t ON t.x MATCH '"' || other || '"';
CREATE INDEX o1 ON own(word, line);
CREATE INDEX o2 ON others(word, line);
SELECT printf('%.2f', 100.0 * sum(EXISTS (SELECT 1 FROM own WHERE own.word = right.word AND own.line = right.line)) / count(*)) FROM right;
SELECT printf('%.2f', 100.0 * sum(EXISTS (SELECT 1 FROM others o WHERE o.word = right.word AND o.line = right.line)) / count(*)) FROM right;
SELECT printf('%.2f', 100.0 * sum(NOT EXISTS (SELECT 1 FROM right r WHERE r.word = own.word AND r.line = own.line)) / count(*)) FROM own;
END
    echo "$1	$seconds	$(tr '\n' '\t' <rows)"
}

echo "$(wc -c <text) bytes, $(wc -l <words) words"
echo "tokenizer	s	KB	found %	in the other script %	not as a word %"
measure hanpipe hanpipe
measure "hanpipe, coarse" "hanpipe grain coarse"
measure "hanpipe, char" "hanpipe grain char"
measure "hanpipe, pinyin" "hanpipe pinyin on"
measure unicode61 unicode61
measure trigram trigram
measure icu "icu zh_CN"
