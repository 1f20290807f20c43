# sqlite.bats - the FTS5 tokenizer: what is found, what is marked, and what is refused.
#
# Expected values follow from the rule: a word finds the texts that have it, in either script, and its characters are
# what is marked.

bats_require_minimum_version 1.5.0
: "${builddir:?run by make check}" "${srcdir:?run by make check}"
export LC_ALL=C.UTF-8 PATH="$builddir:$PATH" HANPIPE_DATA="$builddir/hanpipe.hpd"
folded='norm --profile=search | conv -c t2s | seg --grain=search'

setup() {
    command -v sqlite3 >/dev/null || skip "needs sqlite3 (Debian: sqlite3)"
    [ -e "$builddir/sqlite/.libs/hanpipe.so" ] || skip "the extension was not built (Debian: libsqlite3-dev)"
    cd "$BATS_TEST_TMPDIR"
}

wrong() {
    printf '%s\n' "$*"
    return 1
}

# Runs SQL with the extension.  FILES=yes loads it so that options may name files.
sql() {
    { echo ".load $builddir/sqlite/.libs/hanpipe ${FILES:+sqlite3_hanpipefiles_init}"; cat; } | sqlite3 -batch -bail
}

# A table `t` with OPTIONS, and the texts of standard input, one a line, then the SQL of the further arguments.
with_texts() {
    {
        printf "CREATE VIRTUAL TABLE t USING fts5(x, tokenize=\"hanpipe %s\");\n" "$1"
        sed "s/'/''/g; s/.*/INSERT INTO t VALUES ('&');/"
        shift
        printf '%s;\n' "$@"
    } | sql
}

# Prints the texts that QUERY finds, with what is marked.
marked() {
    echo "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH '$1'"
}

# Words of the lines of FILE by the pipeline or tool that follows, but for marks: line TAB word.  \343 to \355 begin Han
# characters and kana, among others; a stop behind Latin letters is no part of what is asked for.
words_of() {
    local file=$1
    shift
    "$@" "$file" | LC_ALL=C awk -F '\t' -v OFS='\t' '
        BEGIN { n = 1 }
        $0 == "" { n++; next }
        { sub(/\.$/, "", $1) }
        $1 ~ /^[0-9A-Za-z\344-\351]/ { print n, $1 }'
}

# Puts the lines of $1 into `t`, and fails when a line is not found by a word of it in $2, or, with `exactly`, when the
# word's characters are not what is marked.
all_found() {
    local how="AND instr(highlight(t, 0, '[', ']'), '[' || word || ']') > 0"
    [ "${3-}" = exactly ] || how=
    [ "$(wc -l <"$2")" -gt 100 ]
    sql >missing <<END
CREATE TABLE line(x);
CREATE TABLE word(line, word);
.mode ascii
.separator "\t" "\n"
.import $1 line
.import $2 word
CREATE VIRTUAL TABLE t USING fts5(x, tokenize='hanpipe');
INSERT INTO t SELECT x FROM line;
SELECT DISTINCT line, word FROM word WHERE NOT EXISTS
    (SELECT 1 FROM t WHERE t MATCH '"' || replace(word, '"', '""') || '"' AND t.rowid = line $how);
END
    [ ! -s missing ] || wrong "$(head missing)"
}

@test "each line is found by each of its words, in both scripts, and they are what is marked" {
    page=$srcdir/tests/document/page
    for script in stripped hans; do
        words_of "$page.$script.txt" hanseg --format=tsv >$script.terms
        words_of "$page.$script.txt" hanseg --grain=search --format=tsv >$script.words
        all_found "$page.$script.txt" $script.terms exactly
    done
    for script in stripped hans; do
        all_found "$page.stripped.txt" $script.words
        all_found "$page.hans.txt" $script.words
    done
}

@test "the same for lines of the bench text, by what they are folded to" {
    bench=${HANPIPE_EVAL_DATA-}/bench
    [ -r "$bench/hans.txt.xz" ] || skip "needs bench/ in the folder HANPIPE_EVAL_DATA (HACKING.md, Evaluation data)"
    for script in hans hant; do
        xz -dc "$bench/$script.txt.xz" | grep -v $'\t' | awk 'NF && NR % 97 == 0' | head -n 200 >lines
        hanconv -c t2s lines >folded
        words_of folded hanpipe "$folded --format=tsv" >words
        all_found lines words
        words_of folded hanpipe "norm --profile=search | conv -c t2s | seg --format=tsv" >terms
        all_found folded terms
    done
}

@test "a phrase is what it says, across words and inside terms" {
    run -0 with_texts '' "$(marked 中華人民)" "$(marked 大学图书馆)" "$(marked '"圖書館 hello"')" <<'END'
中华人民共和国
北京大学图书馆
大學的圖書館 Hello
END
    [ "$output" = "$(printf '%s\n' '[中华人民]共和国' '北京[大学图书馆]' '大學的[圖書館 Hello]')" ]
}

@test "what one character becomes is found, each part of it" {
    run -0 with_texts '' "$(marked 3)" "$(marked 会社)" "$(marked ¾)" <<'END'
¾像
㍿
END
    [ "$output" = "$(printf '%s\n' '[¾]像' '[㍿]' '[¾]像')" ]
}

@test "words that overlap inside a term are found, and what follows them follows" {
    # 大学生 is 大学 and 生; 学生 stands beside 生, which is what FTS5 can mark.
    run -0 with_texts '' "$(marked 学生)" "$(marked 學生的书)" "$(marked 大学生)" "$(marked '大学 学生')" "$(marked 学生大)" <<<'大學生的書'
    [ "$output" = "$(printf '%s\n' '大學[生]的書' '大學[生的書]' '[大學生]的書' '[大學][生]的書')" ] || wrong "$output"
}

@test "Latin is found in any case and width, and by its parts at marks" {
    run -0 with_texts '' "$(marked abc)" "$(marked ÉTÉ)" "$(marked '"example.com"')" "$(marked example)" <<'END'
ＡＢＣ：été，user@example.com
END
    [ "$output" = "$(printf '%s\n' '[ＡＢＣ]：été，user@example.com' 'ＡＢＣ：[été]，user@example.com' \
        'ＡＢＣ：été，user@[example.com]' 'ＡＢＣ：été，user@[example].com')" ]
}

@test "a beginning finds words, and snippet() cuts where words are" {
    run -0 with_texts '' "$(marked '图*')" "SELECT snippet(t, 0, '[', ']', '…', 3) FROM t WHERE t MATCH '图书馆'" <<<'他們在北京大學的圖書館看書'
    [ "${lines[0]}" = '他們在北京大學的[圖書]館看書' ]
    [[ ${lines[1]} == *'[圖書館]'* ]]
}

@test "readings find words, and words do not find what sounds alike" {
    run -0 with_texts 'pinyin on' "$(marked shishi)" "$(marked 事实)" "$(marked beijingdaxue)" <<'END'
这是事实
实施
北京大学
END
    [ "$output" = "$(printf '%s\n' '这是[事实]' '[实施]' '这是[事实]' '[北京]大学')" ]
    run -0 with_texts '' "$(marked shishi)" <<<'这是事实'
    [ -z "$output" ]
}

@test "of a character with several readings each finds" {
    run -0 with_texts 'pinyin on' "$(marked changjiang)" "$(marked zhangjiang)" "$(marked yinhang)" "$(marked nver)" "$(marked nuer)" <<'END'
長江
银行
女儿
END
    [ "$output" = "$(printf '%s\n' '[長江]' '[長江]' '[银行]' '[女儿]' '[女儿]')" ]
    run -0 with_texts 'pinyin on' "$(marked lehang)" <<<'银行'
    [ -z "$output" ]
}

@test "grains: terms alone, or every piece of a text" {
    run -0 with_texts 'grain coarse' "$(marked 大学)" "$(marked 北京大学)" <<<'北京大学'
    [ "$output" = '[北京大学]' ]
    run -0 with_texts "'grain=char'" "$(marked 京大)" <<<'北京大學'
    [ "$output" = '北[京大]學' ]
}

@test "without folding each script finds itself" {
    run -0 with_texts 'fold none' "$(marked 国家)" "$(marked 國家)" <<<'國家'
    [ "$output" = '[國家]' ]
}

@test "stop words are passed over, in texts and in queries" {
    run -0 with_texts 'stopwords builtin' "$(marked 的)" "$(marked '"大学的图书馆"')" <<<'大學的圖書館'
    [ "$output" = '[大學的圖書館]' ]
    printf '# ours\n大學\n' >stop
    FILES=yes run -0 with_texts "'stopwords=$PWD/stop'" "$(marked 大学)" "$(marked 的)" <<<'大學的圖書館'
    [ "$output" = '大學[的]圖書館' ]
}

@test "files are for whoever loads the extension to allow" {
    echo 杭研大厦 >words
    for option in "'words=$PWD/words'" "'stopwords=$PWD/words'" "data '$HANPIPE_DATA'"; do
        run -1 with_texts "$option" </dev/null
        [[ $output == *'error in tokenizer constructor'* ]]
        FILES=yes run -0 with_texts "$option" "$(marked 大厦)" <<<'网易杭研大厦'
    done
    FILES=yes run -0 with_texts "grain coarse words '$PWD/words'" "$(marked 杭研大厦)" <<<'网易杭研大厦'
    [ "$output" = '网易[杭研大厦]' ]
    FILES=yes run -1 with_texts "stopwords '$PWD/missing'" </dev/null
}

@test "an option or value that does not exist is an error, with its reason in SQLite's log" {
    for option in 'grain finest' 'gain search' 'pinyin' 'fold=script'; do
        run -1 with_texts "$option" </dev/null
    done
    run -1 sql <<'END'
.log stderr
CREATE VIRTUAL TABLE t USING fts5(x, tokenize='hanpipe grain finest');
END
    [[ $output == *'hanpipe: no such value'* ]]
    HANPIPE_DATA=/nowhere run -1 sql <<'END'
.log stderr
CREATE VIRTUAL TABLE t USING fts5(x, tokenize='hanpipe');
END
    [[ $output == *'hanpipe: /nowhere: '* ]]
}

@test "any bytes are taken: none, NUL, broken UTF-8, a long word" {
    run -0 sql <<'END'
CREATE VIRTUAL TABLE t USING fts5(x, tokenize='hanpipe pinyin on stopwords builtin');
INSERT INTO t VALUES (''), (NULL), (CAST(x'E59BBD00E5AEB6FFE59BBDE5' AS TEXT)), ('。，！'), (replace(hex(zeroblob(50000)), '0', '犇'));
INSERT INTO t SELECT replace(hex(zeroblob(50000)), '0', 'x');
SELECT count(*) FROM t WHERE t MATCH '国';
SELECT count(*) FROM t WHERE t MATCH '""';
SELECT count(*) FROM t WHERE t MATCH '"，"';
INSERT INTO t(t) VALUES ('integrity-check');
SELECT count(*) FROM t;
END
    [ "$output" = $'1\n0\n0\n6' ]
}

# Statements that use all of it, and fail here and there.
write_statements() {
    cat <<END
.load $builddir/sqlite/.libs/hanpipe sqlite3_hanpipefiles_init
CREATE VIRTUAL TABLE t USING fts5(x, tokenize='hanpipe pinyin on stopwords builtin');
INSERT INTO t VALUES ('大學生的圖書館'), ('長江 hello'), (CAST(x'E59BBDE5AEB6FFE59BBDE5' AS TEXT));
SELECT highlight(t, 0, '[', ']'), snippet(t, 0, '<', '>', '…', 3) FROM t('学生');
SELECT x FROM t('changjiang OR 图书');
INSERT INTO t(t) VALUES ('rebuild');
DELETE FROM t WHERE rowid = 1;
INSERT INTO t(t) VALUES ('integrity-check');
CREATE VIRTUAL TABLE char USING fts5(x, tokenize='hanpipe grain char fold none');
INSERT INTO char SELECT x FROM t;
SELECT x FROM char('長江');
DROP TABLE char;
SELECT count(*) FROM t('国家');
END
}

@test "memory that runs out is an error, never a crash or another answer" {
    [ -r "$builddir/tests/sweep/.libs/faults.so" ] || skip "the library of faults was not built: configure with shared libraries (--enable-shared)"
    ! ldd "$builddir/sqlite/.libs/hanpipe.so" | grep -q -E 'lib(a|t|ub|l)san' || skip "a sanitizer has malloc() for itself"
    mkdir empty
    write_statements >statements
    run -0 "$builddir/tests/sweep/sweep" "$builddir/tests/sweep/.libs/faults.so" empty alloc 300 \
        sqlite3 -init /dev/null -batch -bail :memory: <statements
    [[ $output == *' runs, 0 wrong' ]] || wrong "$output"
    [ "${output%% runs*}" -gt 300 ]
}

@test "nothing leaks, and no memory is read that was not written" {
    command -v valgrind >/dev/null || skip "needs valgrind (Debian: valgrind)"
    ! ldd "$builddir/sqlite/.libs/hanpipe.so" | grep -q -E 'lib(a|t|ub|l)san' || skip "a sanitizer is in the way of valgrind"
    write_statements >statements
    for option in "words '/nowhere'" "stopwords '/nowhere'" 'grain finest'; do
        echo "CREATE VIRTUAL TABLE u USING fts5(x, tokenize=\"hanpipe $option\");" >>statements
    done
    run valgrind -q --leak-check=full --errors-for-leak-kinds=definite,indirect,possible --error-exitcode=9 \
        sqlite3 -init /dev/null -batch :memory: <statements
    [ "$status" -lt 9 ] || wrong "$output"
    [[ $output != *==*==* ]] || wrong "$output"
    [ "$(grep -c 'error in tokenizer constructor' <<<"$output")" = 3 ]
}

@test "the page about it holds true" {
    grep -q '^\$ ' "$srcdir/doc/sqlite.md"
    LD_LIBRARY_PATH=$builddir/sqlite/.libs bash -c '. "$1"; try_all "$2"' - <(sed -n '/^# Prints/,/^# The tools/p' "$srcdir/tests/docs.bats") "$srcdir/doc/sqlite.md"
}
