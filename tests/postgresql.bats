# postgresql.bats - the extension in a real server, which this test starts and ends.
#
# Expected values follow from the rule: a word finds the texts that have it, in either script, and what fails is an
# error, after which the session goes on.

bats_require_minimum_version 1.5.0
: "${builddir:?run by make check}" "${srcdir:?run by make check}"
export LC_ALL=C.UTF-8 PATH="$builddir:$PATH"
. "$srcdir/tests/postgresql_server.sh"

setup_file() {
    MISSING=$(missing_for_server "$builddir")
    export MISSING
    [ -z "$MISSING" ] || return 0
    SERVER=$(mktemp -d "${TMPDIR:-/tmp}/hanpipe.XXXXXX")
    export SERVER
    start_server "$SERVER" "$builddir"
    sql <<'END'
CREATE EXTENSION hanpipe;
CREATE TEXT SEARCH CONFIGURATION zh (COPY = hanpipe);
END
}

teardown_file() {
    if [ -n "${SERVER-}" ]; then
        stop_server "$SERVER"
    fi
}

setup() {
    [ -z "$MISSING" ] || skip "needs $MISSING"
}

wrong() {
    printf '%s\n' "$*"
    return 1
}

sql() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# Prints what SQL gives.
value() {
    sql -c "$1"
}

# Prints the types and tokens of TEXT.
tokens() {
    value "SELECT string_agg(alias || '=' || token, '|') FROM ts_parse('hanpipe', '$1') JOIN ts_token_type('hanpipe') USING (tokid)"
}

@test "the parser gives terms, numbers and what is between them, and loses nothing" {
    [ "$(tokens '北京大學，1898 ＡＢＣ x-y。')" = 'name=北京大學|blank=，|number=1898|blank= |latin=ＡＢＣ|blank= |latin=x-y|blank=。' ]
    [ "$(tokens '㍿')" = name=㍿ ] # four characters, which are two words, in one
    for text in '' '。' ' a ' '看著髮型' 'ﾊﾝｶｸ' '㍿和㍿'; do
        [ "$(value "SELECT coalesce(string_agg(token, ''), '') FROM ts_parse('hanpipe', '$text')")" = "$text" ]
    done
    # PostgreSQL drops tokens of 2 KB and more, blanks too.
    [ "$(value "SELECT max(length(token)) < 2047 AND sum(length(token)) = 3000 FROM ts_parse('hanpipe', repeat('。', 3000))")" = t ]
    [ "$(value "SELECT to_tsvector('zh', 'http://a.b/?x=' || repeat('y.', 2000) || 'end') @@ to_tsquery('zh', 'end')")" = t ]
}

@test "a token's type is the word's part of speech" {
    [ "$(tokens '他们在很漂亮的图书馆看了三个字符串')" = \
        'pronoun=他们|preposition=在|word=很|adjective=漂亮|particle=的|noun=图书馆|verb=看|particle=了|numeral=三|measure=个|noun=字符串' ]
    [ "$(tokens '如果，哈哈，亡羊补牢')" = 'conjunction=如果|blank=，|interjection=哈哈|blank=，|idiom=亡羊补牢' ]
    [ "$(tokens '12.5 me@example.com https://a.b/c')" = \
        'number=12.5|blank= |email=me@example.com|blank= |url=https://a.b/c' ]
    # Each type has a name of its own, and the configuration of the extension maps all that are words.
    [ "$(value "SELECT count(*) = count(DISTINCT alias), count(*) FROM ts_token_type('hanpipe')")" = 't|19' ]
    [ "$(value "SELECT count(DISTINCT maptokentype) FROM pg_ts_config_map WHERE mapcfg = 'hanpipe'::regconfig")" = 18 ]
}

@test "a configuration leaves parts of speech out" {
    run -0 sql <<'END'
CREATE TEXT SEARCH CONFIGURATION nouns (COPY = hanpipe);
ALTER TEXT SEARCH CONFIGURATION nouns DROP MAPPING FOR particle, numeral, measure;
SELECT to_tsvector('nouns', '漂亮的书，三个字'), phraseto_tsquery('nouns', '漂亮的书');
END
    [ "$output" = "'书':2 '字':3 '漂亮':1|'漂亮' <-> '书'" ]
}

@test "words that overlap inside a term are found, and marked" {
    # 大学生 is 大学 and 生; 学生 stands beside 生, so that what follows follows it.
    [ "$(value "SELECT to_tsvector('zh', '大學生的書')")" = "'书':4 '大学':1 '学生':2 '生':2 '的':3" ]
    for query in 大学 学生 大学生 學生的 大學生的書; do
        [ "$(value "SELECT to_tsvector('zh', '大學生的書') @@ phraseto_tsquery('zh', '$query')")" = t ] || wrong "$query"
    done
    run -0 value "SELECT ts_headline('zh', '他們是北京的大學生。', to_tsquery('zh', q), 'StartSel=[, StopSel=]')
        FROM unnest(ARRAY['大学', '学生', '大学生', '大学 & 学生', '北京 & 学生', '北京 <2> 大学']) q"
    [ "$output" = '他們是北京的[大學]生。
他們是北京的大[學生]。
他們是北京的[大學生]。
他們是北京的[大學生]。
他們是[北京]的大[學生]。
他們是[北京]的[大學]生。' ]
}

@test "ts_headline marks a phrase as one, and takes whole terms" {
    run -0 value "SELECT ts_headline('zh', '他在學校的圖書館裏看書', phraseto_tsquery('zh', '学校的图书馆'), 'StartSel=[, StopSel=]')"
    [ "$output" = '他在[學校的圖書館]裏看書' ]
    run -0 value "SELECT ts_headline('zh', repeat('大學的圖書館很好。', 9), to_tsquery('zh', '图书馆'),
        'StartSel=[, StopSel=], MaxFragments=1, MaxWords=5, MinWords=2')"
    [[ $output == *'[圖書館]'* && $output != *'[館]'* && $output != *'[圖書]'* ]]
    # Where another dictionary made the lexeme, all of the token is marked.
    run -0 sql <<'END'
CREATE TEXT SEARCH CONFIGURATION simple_zh (COPY = hanpipe);
ALTER TEXT SEARCH CONFIGURATION simple_zh ALTER MAPPING FOR noun WITH simple;
SELECT ts_headline('simple_zh', '大學的圖書館', to_tsquery('simple_zh', '圖書館'), 'StartSel=[, StopSel=]');
END
    [ "$output" = '大學的[圖書館]' ]
}

@test "either script finds both, and words are found inside terms, and phrases across words" {
    for query in 圖書馆 图书馆 图书 北京大學 ABC 北京大学的图书馆; do
        [ "$(value "SELECT to_tsvector('zh', '北京大學的圖書館 ａｂｃ') @@ phraseto_tsquery('zh', '$query')")" = t ] || wrong "$query"
    done
    for query in 国家 大学北京 馆图书; do
        [ "$(value "SELECT to_tsvector('zh', '北京大學的圖書館 ａｂｃ') @@ phraseto_tsquery('zh', '$query')")" = f ] || wrong "$query"
    done
    [ "$(value "SELECT ts_headline('zh', '北京大學，圖書館', to_tsquery('zh', '大学'), 'StartSel=[, StopSel=]')")" = '北京[大學]，圖書館' ]
}

@test "each line is found by each of its words, in both scripts" {
    page=$srcdir/tests/document/page
    cd "$BATS_TEST_TMPDIR"
    for script in stripped hans; do
        hanseg --format=tsv "$page.$script.txt" | LC_ALL=C awk -F '\t' -v OFS='\t' '
            BEGIN { n = 1 }
            $0 == "" { n++; next }
            $1 ~ /^[0-9A-Za-z\344-\351]/ { print n, $1 }'
    done | sort -u >words
    [ "$(wc -l <words)" -gt 200 ]
    for script in stripped hans; do
        awk -v OFS='\t' '{ gsub(/\\/, "\\\\"); print NR, $0 }' "$page.$script.txt" >lines
        run -0 sql <<END
CREATE TEMP TABLE line(n int, x text);
CREATE TEMP TABLE word(n int, word text);
\copy line from 'lines'
\copy word from 'words'
SELECT n, word FROM word JOIN line USING (n) WHERE NOT to_tsvector('zh', x) @@ phraseto_tsquery('zh', word);
END
        [ -z "$output" ] || wrong "$output"
    done
}

@test "an index is used, and finds" {
    run -0 sql <<'END'
CREATE TEMP TABLE t(x text);
INSERT INTO t SELECT '第 ' || i || ' 行：' || CASE WHEN i % 100 = 0 THEN '圖書館' ELSE '國家' END FROM generate_series(1, 1000) i;
CREATE INDEX ON t USING gin (to_tsvector('zh', x));
SET enable_seqscan = off;
SELECT count(*) FROM t WHERE to_tsvector('zh', x) @@ phraseto_tsquery('zh', '图书馆');
END
    [ "$output" = 10 ]
}

@test "readings, stop words and folding are the dictionary's" {
    run -0 sql <<'END'
CREATE TEXT SEARCH DICTIONARY reading (TEMPLATE = hanpipe, pinyin = on);
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = hanpipe, fold = none, stopwords = english);
SELECT ts_lexize('reading', '國家'), ts_lexize('plain', '國家'), ts_lexize('plain', 'The'), ts_lexize('hanpipe', '。');
CREATE TEXT SEARCH DICTIONARY folder (TEMPLATE = hanpipe, filter = on);
CREATE TEXT SEARCH CONFIGURATION stems (COPY = hanpipe);
ALTER TEXT SEARCH CONFIGURATION stems ALTER MAPPING FOR latin WITH folder, english_stem;
SELECT to_tsvector('stems', 'ＲＵＮＮＩＮＧ the 圖書館');
SELECT ts_lexize('hanpipe', repeat('ﷲ', 600)); -- each becomes four letters: 4,800 bytes
SELECT ts_lexize('hanpipe', repeat('國', 99999)) IS NULL;
END
    [ "$output" = "{国家,guojia}|{國家}|{}|{}
'run':1 '图书':3 '馆':4
{}
t" ]
    for option in 'fold = twice' 'stopwords = missing' 'grain = coarse'; do
        run ! value "CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = hanpipe, $option)"
    done
}

@test "the setting hanpipe.grain is anybody's, those that name files are the superuser's" {
    run -0 sql <<'END'
SET hanpipe.grain = coarse;
SELECT to_tsvector('zh', '北京大学');
SET hanpipe.grain = char;
SELECT to_tsvector('zh', '北京大学');
RESET hanpipe.grain;
SELECT to_tsvector('zh', '北京大学');
END
    [ "$output" = "'北京大学':1
'京':2 '北':1 '大':3 '学':4
'北京':1 '大学':2" ]
    value "CREATE ROLE somebody"
    for setting in "hanpipe.words = '/etc/hostname'" "hanpipe.data = '/etc/hostname'"; do
        run ! value "SELECT to_tsvector('zh', 'a'); SET ROLE somebody; SET $setting"
        [[ $output == *'permission denied'* ]]
        # Nor what was set while the extension was not loaded yet.
        run -0 value "SET ROLE somebody; SET $setting; SELECT to_tsvector('zh', '国家')"
        [ "${lines[-1]}" = "'国家':1" ]
        [[ $output == *'permission denied'* ]]
    done
    run ! value "SELECT to_tsvector('zh', 'a'); SET ROLE somebody; SHOW hanpipe.words"
    [[ $output == *'must be superuser'* ]]
    run -0 value "SET ROLE somebody; SET hanpipe.grain = coarse; SELECT to_tsvector('zh', '北京大学')"
    [ "$output" = "'北京大学':1" ]
    for setting in "hanpipe.grain = finest" "hanpipe.words = '/it''s'"; do
        run ! value "SELECT to_tsvector('zh', 'a'); SET $setting"
        [[ $output == *'invalid value for parameter'* ]]
    done
}

@test "words of one's own" {
    echo 杭研大厦 >"$SERVER/words"
    chmod 644 "$SERVER/words"
    run -0 value "SET hanpipe.grain = coarse; SET hanpipe.words = '$SERVER/words'; SELECT to_tsvector('zh', '网易杭研大廈')"
    [ "$output" = "'杭研大厦':2 '网易':1" ]
}

@test "a call that fails is an error, and the session goes on" {
    run -0 psql -X -q -A -t <<'END'
SELECT pg_backend_pid() AS pid \gset
SET hanpipe.data = '/nowhere';
SELECT to_tsvector('zh', '国家');
SET hanpipe.words = '/nowhere';
RESET hanpipe.data;
SELECT to_tsvector('zh', '国家');
RESET hanpipe.words;
SELECT to_tsvector('zh', '國家'), pg_backend_pid() = :pid;
END
    [ "$(grep -c 'ERROR:  hanpipe: ' <<<"$output")" = 2 ]
    [ "${lines[-1]}" = "'国家':1|t" ]
}

# Runs the SQL of standard input in one session, and fails unless that lives on; leaves $output.
survives() {
    run -0 psql -X -q -A -t < <(echo "SELECT pg_backend_pid() AS pid \gset"; cat; echo "SELECT to_tsvector('zh', '國家'), pg_backend_pid() = :pid;")
    [ "${lines[-1]}" = "'国家':1|t" ] || wrong "$output"
}

@test "a damaged data file is an error, or an answer, never the end of the session" {
    local whole=$SERVER/hanpipe/hanpipe.hpd damaged=$SERVER/damaged at
    for at in 0 1 63 64 1000 100000 1000000; do
        head -c $at "$whole" >"$damaged.$at.short"
        cp "$whole" "$damaged.$at"
        printf 'anything at all' | dd of="$damaged.$at" bs=1 seek=$at conv=notrunc status=none
    done
    head -c 100000 /dev/urandom >"$damaged.junk"
    mkdir "$damaged.folder"
    chmod -R a+rX "$damaged".*
    survives < <(for file in "$damaged".*; do
        printf "SET hanpipe.data = '%s';\nSELECT length(to_tsvector('zh', '北京大學的圖書館 12.5'));\n" "$file"
    done; echo "RESET hanpipe.data;")
    [ "$(grep -c 'ERROR:  hanpipe: ' <<<"$output")" -ge 9 ] || wrong "$output"
    [[ $output != *'server closed'* ]]
    rm -r "$damaged".*
}

@test "a word file that is missing, unreadable or no text is an error, or none" {
    head -c 100000 /dev/urandom >"$SERVER/words.junk"
    echo 國家 >"$SERVER/words.secret"
    chmod 000 "$SERVER/words.secret"
    mkdir -p "$SERVER/words.folder"
    survives < <(for name in missing junk secret folder; do
        printf "SET hanpipe.words = '%s';\nSELECT length(to_tsvector('zh', '北京大學的圖書館'));\n" "$SERVER/words.$name"
    done; echo "RESET hanpipe.words;")
    [ "$(grep -c 'ERROR:  hanpipe: ' <<<"$output")" -ge 3 ] || wrong "$output"
}

@test "other encodings are refused, and any characters are taken" {
    sql -c "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    sql -c "CREATE DATABASE bytes TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
    for database in latin bytes; do
        sql -d $database -c "CREATE EXTENSION hanpipe"
        for call in "to_tsvector('hanpipe', E'\\xE5\\x9B\\xFF')" "ts_lexize('hanpipe', 'a')" "plainto_tsquery('hanpipe', 'a')"; do
            run -1 sql -d $database -c "SELECT $call"
            [[ $output == *'whose encoding is UTF8'* ]]
        done
    done
    survives <<'END'
SELECT setseed(0.5);
CREATE TEMP TABLE junk AS SELECT string_agg(chr(1 + (random() * CASE WHEN i % 2 = 0 THEN 55000 ELSE 300 END)::int), '') AS x
    FROM generate_series(1, 200000) i GROUP BY i / 1000;
SELECT count(to_tsvector('zh', x)) FROM junk;
SELECT string_agg(token, '') = x FROM junk, LATERAL ts_parse('hanpipe', x) GROUP BY x LIMIT 1;
SELECT bool_and(regexp_replace(ts_headline('zh', x, plainto_tsquery('zh', left(x, 20)), 'HighlightAll=on, StartSel=<<<, StopSel=>>>'), '<<<|>>>', '', 'g') = x)
    FROM junk WHERE x !~ '<<<|>>>|[<>][<>]';
END
    [ "$(grep -c '^t$' <<<"$output")" = 2 ] || wrong "$output"
    grep -q '^201$' <<<"$output" || wrong "$output"
}

@test "pg_regress gives what stands in tests/postgresql/expected" {
    regress=$(pg_config --pkglibdir)/pgxs/src/test/regress/pg_regress
    [ -x "$regress" ] || skip "needs pg_regress (Debian: postgresql-server-dev-15)"
    tests=$(basename -s .sql "$srcdir"/tests/postgresql/sql/*.sql)
    value "CREATE DATABASE regression"
    sql -d regression -c "CREATE EXTENSION hanpipe"
    run -0 "$regress" --use-existing --bindir= --host="$PGHOST" --user=postgres --dbname=regression \
        --inputdir="$srcdir/tests/postgresql" --outputdir="$BATS_TEST_TMPDIR" $tests ||
        wrong "$(cat "$BATS_TEST_TMPDIR/regression.diffs")"
}

@test "a long text, and many calls, take no memory that stays" {
    run -0 sql <<'END'
SELECT length(to_tsvector('zh', repeat('北京大學的圖書館，', 20000))) FROM generate_series(1, 3);
DO $$ BEGIN FOR i IN 1..2000 LOOP PERFORM to_tsvector('zh', '北京大學的圖書館'); END LOOP; END $$;
SELECT sum(total_bytes) < 20000000 FROM pg_backend_memory_contexts;
END
    [ "$output" = $'5\n5\n5\nt' ]
}

# The KB of its own that the session's process holds; PID is in the environment.
own_memory='\! sed -n "s/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p" /proc/$PID/status'

@test "a hundred thousand calls, and cancelled ones among them, leave the process as large as it was" {
    [ -r /proc/self/status ] || skip "needs /proc"
    local cancelled="SET statement_timeout = 40;
$(printf "SELECT length(to_tsvector('zh', x)) FROM long;\\n%.0s" 1 2 3 4 5 6 7 8 9 10)
RESET statement_timeout;"
    run -0 --separate-stderr psql -X -q -A -t <<END
SELECT pg_backend_pid() AS pid \\gset
\\setenv PID :pid
CREATE TEMP TABLE long(x text);
INSERT INTO long SELECT string_agg('北京大學的圖書館有很多書，第' || i || '本。', E'\\n') FROM generate_series(1, 100000) i;
$cancelled
DO \$\$ BEGIN FOR i IN 1..10000 LOOP PERFORM to_tsvector('zh', '北京大學的圖書館有很多書' || i); END LOOP; END \$\$;
$cancelled
$own_memory
DO \$\$ BEGIN FOR i IN 1..80000 LOOP PERFORM to_tsvector('zh', '北京大學的圖書館有很多書' || i); END LOOP; END \$\$;
DO \$\$ BEGIN
    FOR i IN 1..20000 LOOP
        BEGIN
            PERFORM pg_cancel_backend(pg_backend_pid());
            PERFORM to_tsvector('zh', '北京大學的圖書館有很多書' || i);
            RAISE 'not cancelled';
        EXCEPTION WHEN query_canceled THEN
        END;
    END LOOP;
END \$\$;
$cancelled
$cancelled
$own_memory
END
    [ "$(grep -c 'canceling statement due to statement timeout' <<<"$stderr")" = 40 ] || wrong "$stderr"
    [ "${#lines[@]}" = 2 ] || wrong "$output"
    # What malloc() keeps differs by some MB; 100 bytes a call would be ten.
    [ "${lines[1]}" -lt $((${lines[0]} + 5000)) ] || wrong "$output"
}

@test "a query over 100 MB ends within a second of its being cancelled" {
    for text in '北京大學的圖書館，' '北京大學的圖書館' $'北京大學的圖書館\n'; do
        run -1 sql -c "SET statement_timeout = 500" -c '\timing on' \
            -c "SELECT length(to_tsvector('zh', repeat('$text', 100000000 / octet_length('$text'))))"
        [[ $output == *'canceling statement due to statement timeout'* ]] || wrong "$output"
        [ "$(sed -n 's/^Time: \([0-9]*\).*/\1/p' <<<"$output")" -lt 1500 ] || wrong "$output"
    done
}

@test "the page about it holds true" {
    grep -q '^\$ ' "$srcdir/doc/postgresql.md"
    value "CREATE DATABASE page"
    PGDATABASE=page bash -c '. "$1"; try_all "$2"' - <(sed -n '/^# Prints/,/^# The tools/p' "$srcdir/tests/docs.bats") "$srcdir/doc/postgresql.md"
}
