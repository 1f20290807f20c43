# cluster.bats - what doc/cluster.md says: work that is cut and done by others gives the bytes of one plain run.
#
# GNU parallel and Spark, with two workers, are really run; Slurm is a loop that starts its script as Slurm would, and
# Hadoop's mapper is held to the contract of streaming alone.  The scripts are those of the document.

bats_require_minimum_version 1.5.0
: "${builddir:?run by make check}" "${srcdir:?run by make check}"
unset HANPIPE_DATA
export LC_ALL=C.UTF-8 PATH="$builddir:$PATH"
chain='strip | conv -c t2s'

setup() {
    cd "$BATS_TEST_TMPDIR"
}

wrong() {
    printf '%s\n' "$*"
    return 1
}

needs_parallel() {
    parallel --version 2>/dev/null | grep -q '^GNU parallel' || skip "needs GNU parallel (Debian: parallel; ./quickstart cluster)"
}

# Spark of quickstart's, or the one in the PATH.
needs_spark() {
    PATH=$builddir/spark/bin:$PATH
    command -v java >/dev/null || skip "needs Java (Debian: default-jre-headless; ./quickstart cluster)"
    command -v spark-submit >/dev/null || skip "needs Spark (PyPI: pyspark; ./quickstart cluster)"
}

# Prints the block of doc/cluster.md that has the script NAME.
script() {
    awk -v name="# $1" '/^```/ { if (found) exit; text = ""; next } { text = text $0 "\n" }
        index($0, name) == 1 { found = 1 } END { if (found) printf "%s", text }' "$srcdir/doc/cluster.md" >"$1"
    [ -s "$1" ] || wrong "doc/cluster.md has no $1"
}

# 900 lines: tabs, quotes, empty ones, the \N that SQL takes for NULL, and no line end last.
make_lines() {
    for ((i = 1; i <= 300; i++)); do
        printf '第 %d 行：國(guó)家\t"首都(shǒudū)"\n\\N\n\n' "$i"
    done >lines.txt
    printf '圖書(shū)館' >>lines.txt
}

# 300 records, each with a text of several lines.
make_records() {
    for ((i = 1; i <= 300; i++)); do
        printf '{"id":%d,"text":"第 %d 行：國(guó)家\\n\\n\\t\\"首都(shǒudū)\\"\\n\\\\N","title":"國(guó)"}\n' "$i" "$i"
    done >records.jsonl
}

make_pages() {
    for ((i = 1; i <= 40; i++)); do
        mkdir -p "pages/$((i % 3))"
        printf '第 %d 頁：國(guó)家\n' "$i" >"pages/$((i % 3))/$i.txt"
    done
}

@test "parallel: a text that is cut at line ends" {
    needs_parallel
    make_lines
    hanpipe "$chain" lines.txt >whole.txt
    parallel --pipe --block 2k -k --halt soon,fail=1 "hanpipe -j1 '$chain'" <lines.txt | cmp - whole.txt
    parallel --pipepart -a lines.txt --block 2k -k --halt soon,fail=1 "hanpipe -j1 '$chain'" | cmp - whole.txt
}

@test "parallel: records, of which each is a document in any pipeline" {
    needs_parallel
    make_records
    hanpipe --jsonl=text @scraped records.jsonl >whole.jsonl
    ! cmp -s records.jsonl whole.jsonl
    parallel --pipe --block 2k -k --halt soon,fail=1 "hanpipe -j1 --jsonl=text @scraped" <records.jsonl | cmp - whole.jsonl
}

@test "parallel: parts of the files into one folder" {
    needs_parallel
    make_pages
    hanpipe -O whole "$chain" pages
    parallel "hanpipe -j1 --shard={}/4 --resume -O clean '$chain' pages" ::: 1 2 3 4
    diff -r whole clean
}

# The far side of ssh is a shell; so is this one, without the wire.  It sets SHELL, as sshd does and cron does not.
@test "parallel: other machines by ssh, blocks over the wire and parts in a shared folder" {
    needs_parallel
    make_lines
    make_pages
    printf '#!/bin/sh\necho "$1" >>%q\nshift\n[ "$1" != -- ] || shift\nSHELL=/bin/sh exec sh -c "$*"\n' "$PWD/hosts" >ssh
    chmod +x ssh
    export PARALLEL_SSH=$PWD/ssh
    hanpipe "$chain" lines.txt >whole.txt
    parallel --sshlogin 1/node1,1/node2 --pipe --block 9k -k "hanpipe -j1 '$chain'" <lines.txt | cmp - whole.txt
    [ "$(sort -u hosts)" = "$(printf 'node1\nnode2')" ]
    hanpipe -O whole "$chain" pages
    parallel --sshlogin 1/node1,1/node2 --wd . "hanpipe -j1 --shard={}/4 --resume -O clean '$chain' pages" ::: 1 2 3 4
    diff -r whole clean
}

@test "parallel: a part that fails is a failure of the whole" {
    needs_parallel
    make_lines
    printf '\nbad \377\n' >>lines.txt
    ! parallel --pipe --block 2k -k --halt soon,fail=1 "hanpipe -j1 --invalid=fail strip" <lines.txt >out.txt 2>errors
    grep -q 'invalid UTF-8' errors
}

# Slurm would start the script once for each number; the third part is killed and queued again.
@test "Slurm: the parts of an array, at the same time, into one folder" {
    make_pages
    script clean.sbatch
    hanpipe -O whole @scraped pages
    export SLURM_ARRAY_TASK_COUNT=4 SLURM_CPUS_PER_TASK=1
    jobs=
    for SLURM_ARRAY_TASK_ID in 1 2 3 4; do
        export SLURM_ARRAY_TASK_ID
        sh clean.sbatch &
        jobs="$jobs $!"
    done
    kill -9 "$(echo $jobs | cut -d' ' -f3)" 2>/dev/null || true
    for job in $jobs; do wait "$job" || true; done
    SLURM_ARRAY_TASK_ID=3 sh clean.sbatch
    diff -r whole clean
}

@test "Hadoop: the mapper's contract, splits at line ends from standard input to standard output" {
    make_records
    hanpipe --jsonl=text "$chain" records.jsonl >whole.jsonl
    echo "$chain" >clean.hp
    split -l 70 records.jsonl split.
    for part in split.*; do hanpipe -j1 --jsonl=text --file=clean.hp <"$part"; done | cmp - whole.jsonl
}

# Runs the script of the document on a cluster of two workers.
spark() {
    script "$1"
    spark-submit --master 'local-cluster[2,1,1024]' --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 \
        --conf spark.driver.bindAddress=127.0.0.1 "$@" >log 2>&1 || wrong "$(grep -v ' INFO ' log | tail -n 40)"
}

@test "Spark: rdd.pipe() over lines" {
    needs_spark
    make_lines
    hanpipe "$chain" lines.txt >whole.txt
    echo >>whole.txt # Spark ends every line
    spark clean_lines.py lines.txt clean
    cat clean/part-* | cmp - whole.txt
}

@test "Spark: the script transform over a column of a table" {
    needs_spark
    make_records
    mkdir records
    split -n l/4 records.jsonl records/part-
    hanpipe --jsonl=text '@scraped | conv -c t2s' records.jsonl >whole.jsonl
    spark clean_rows.py records clean
    cat clean/part-* | sort | cmp - <(sort whole.jsonl)
}
