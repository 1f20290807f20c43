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
CREATE TEXT SEARCH CONFIGURATION zh (PARSER = hanpipe);
ALTER TEXT SEARCH CONFIGURATION zh ADD MAPPING FOR word, latin, number WITH hanpipe;
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

@test "the parser gives words, numbers and what is between them, and loses nothing" {
    run -0 value "SELECT string_agg(alias || '=' || token, '|') FROM ts_parse('hanpipe', '北京大學，1898 ＡＢＣ x-y。') JOIN ts_token_type('hanpipe') USING (tokid)"
    [ "$output" = 'word=北京|word=大學|blank=，|number=1898|blank= |latin=ＡＢＣ|blank= |latin=x|blank=-|latin=y|blank=。' ]
    for text in '' '。' ' a ' '看著髮型' 'ﾊﾝｶｸ'; do
        [ "$(value "SELECT coalesce(string_agg(token, ''), '') FROM ts_parse('hanpipe', '$text')")" = "$text" ]
    done
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
END
    [ "$output" = '{国家,guojia}|{國家}|{}|{}' ]
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

@test "other encodings are refused" {
    sql -c "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    run -1 sql -d latin -c "CREATE EXTENSION hanpipe" -c "SELECT to_tsvector('hanpipe', 'a')"
    [[ $output == *'whose encoding is UTF8'* ]]
}

@test "a long text, and many calls, take no memory that stays" {
    run -0 sql <<'END'
SELECT length(to_tsvector('zh', repeat('北京大學的圖書館，', 20000))) FROM generate_series(1, 3);
DO $$ BEGIN FOR i IN 1..2000 LOOP PERFORM to_tsvector('zh', '北京大學的圖書館'); END LOOP; END $$;
SELECT sum(total_bytes) < 20000000 FROM pg_backend_memory_contexts;
END
    [ "$output" = $'5\n5\n5\nt' ]
}

@test "the page about it holds true" {
    grep -q '^\$ ' "$srcdir/doc/postgresql.md"
    value "CREATE DATABASE page"
    PGDATABASE=page bash -c '. "$1"; try_all "$2"' - <(sed -n '/^# Prints/,/^# The tools/p' "$srcdir/tests/docs.bats") "$srcdir/doc/postgresql.md"
}
