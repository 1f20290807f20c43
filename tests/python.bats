# The Python package, built for the Python at hand against this build, and its tests (tests/python).

setup_file() {
    export package=$BATS_FILE_TMPDIR/package
    why=$BATS_FILE_TMPDIR/why
    for python in "${PYTHON-}" /usr/bin/python3 python3; do
        [ -n "$python" ] && command -v "$python" >/dev/null || continue
        export python
        missing=$("$python" - 2>&1 <<'END'
import importlib.util, os, sys, sysconfig
if sys.version_info < (3, 9):
    print("needs Python 3.9")
elif not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")):
    print("needs Python.h (Debian: python3-dev)")
elif not importlib.util.find_spec("setuptools"):
    print("needs setuptools (Debian: python3-setuptools)")
END
        ) || missing="needs a Python that runs"
        [ -n "$missing" ] || break
    done
    [ -r "$builddir/.libs/libhanpipe.so.0" ] || missing="needs the shared library: configure with --enable-shared"
    ! ldd "$builddir/.libs/libhanpipe.so.0" 2>/dev/null | grep -q -E 'lib(a|t|ub)san' ||
        missing="a sanitized library needs the sanitizer before Python"
    echo "${missing-needs Python}" >"$why"
    [ -z "${missing-needs Python}" ] || return 0
    # Built from a copy: setuptools writes beside its sources.
    cp -r "$srcdir/src/bindings/python" "$BATS_FILE_TMPDIR/source"
    chmod -R u+w "$BATS_FILE_TMPDIR/source"
    cd "$BATS_FILE_TMPDIR/source"
    HANPIPE_BUILD=$builddir HANPIPE_SOURCE=$srcdir HANPIPE_WITHOUT_DATA=1 CFLAGS='-Wall -Wextra -Werror' \
        "$python" -W ignore setup.py -q build --build-lib "$package" >build.log 2>&1 || { cat build.log >&2; return 1; }
}

setup() {
    missing=$(cat "$BATS_FILE_TMPDIR/why")
    [ -z "$missing" ] || skip "$missing"
    export PYTHONPATH=$package HANPIPE_DATA=$builddir/hanpipe.hpd PYTHONDONTWRITEBYTECODE=1
    cd "$srcdir/tests/python"
}

# Runs the tests of one file.
tests() {
    "$python" -W ignore -m unittest "$1" 2>"$BATS_TEST_TMPDIR/log" || { cat "$BATS_TEST_TMPDIR/log"; return 1; }
    tail -n 3 "$BATS_TEST_TMPDIR/log"
}

# Takes the Python that has the modules, or skips the test: the one that the package was built with, or that of
# ./quickstart $1.
needs() {
    local mode=$1 folder=$1 own=$python
    shift
    [ "$mode" != cluster ] || folder=spark
    for python in "$own" "$builddir/$folder/bin/python"; do
        [ ! -x "$(command -v "$python")" ] || ! "$python" -c "import $(echo "$*" | tr ' ' ,)" 2>/dev/null || return 0
    done
    skip "needs $* (PyPI; ./quickstart $mode)"
}

@test "pipelines, words, edits, records and errors in Python" {
    tests test_pipeline
}

@test "hanpipe.opencc is hanconv --exact" {
    tests test_opencc
}

@test "hanpipe.jieba is jieba 0.42.1" {
    tests test_jieba
}

@test "memory that runs out in any call is a MemoryError" {
    shim=$builddir/tests/sweep/.libs/faults.so
    [ -r "$shim" ] || skip "the library of faults was not built: configure with shared libraries (--enable-shared)"
    LD_PRELOAD=$shim PYTHONMALLOC=malloc tests test_faults
}

@test "columns of pyarrow, pandas and polars" {
    needs python pyarrow
    tests test_columns
}

@test "datatrove runs a pipeline as a step, and datasets as a map" {
    needs python datatrove orjson datasets
    export HF_HOME=$BATS_TEST_TMPDIR HF_HUB_OFFLINE=1
    tests test_datatrove
}

@test "Spark runs a pipeline as a function of columns" {
    command -v java >/dev/null || skip "needs Java (Debian: default-jre-headless; ./quickstart cluster)"
    needs cluster pandas pyarrow pyspark
    export PYSPARK_PYTHON=$python SPARK_LOCAL_IP=127.0.0.1
    tests test_spark
}

@test "the examples of python.md give what it says" {
    [ ! -x "$builddir/python/bin/python" ] || python=$builddir/python/bin/python # which has what some blocks need
    tests test_document
}

@test "what the package offers is in its stubs" {
    "$python" - <<'END'
import ast, hanpipe._core, os
with open(os.path.join(os.path.dirname(hanpipe.__file__), "_core.pyi")) as file:
    stubs = ast.parse(file.read())
classes = {node.name: {item.name for item in node.body if isinstance(item, ast.FunctionDef)} for node in stubs.body
           if isinstance(node, ast.ClassDef)}
for name, kind in vars(hanpipe._core).items():
    if isinstance(kind, type) and not issubclass(kind, tuple):
        missing = {method for method in vars(kind) if not method.startswith("_")} - classes[name]
        assert not missing, (name, missing)
fields = {node.name: [item.target.id for item in node.body if isinstance(item, ast.AnnAssign)] for node in stubs.body
          if isinstance(node, ast.ClassDef)}
word = hanpipe.Pipeline("seg").words("北京")[0]
assert [name for name in fields["Word"] if hasattr(word, name)] == fields["Word"] and len(word) == len(fields["Word"])
END
}
