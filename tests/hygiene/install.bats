# What is installed is enough to build against, and an installed tool finds its data.

load helper

# Installs the given parts below ./root.
install_parts() {
    local part targets=
    for part in "$@"; do targets="$targets install-$part"; done
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$builddir" DESTDIR="$PWD/root" $targets >install.log 2>&1 || wrong "$(cat install.log)"
}

@test "the example builds with pkg-config against the installed library, and runs" {
    command -v pkg-config >/dev/null || skip "needs pkg-config (Debian: pkg-config)"
    if grep -q '^HP_LDFLAGS = .*-fsanitize' "$builddir/Makefile"; then
        skip "a sanitized library needs the sanitizer's options too"
    fi
    install_parts libLTLIBRARIES includeHEADERS pkgconfigDATA
    pc=$(find root -name hanpipe.pc)
    [ -n "$pc" ]
    export PKG_CONFIG_PATH=${pc%/*} PKG_CONFIG_SYSROOT_DIR=$PWD/root
    [ -n "$(pkg-config --modversion hanpipe)" ]
    ${CC:-cc} -o example "$srcdir/doc/examples/example.c" $(pkg-config --cflags --libs hanpipe)
    lib=$(find "$PWD/root" -name 'libhanpipe.so.0')
    printf 'e\314\201\n' | LD_LIBRARY_PATH=${lib%/*} ./example norm "" >out
    [ "$(od -An -tx1 out)" = ' c3 a9 0a' ]
}

@test "the package's file is complete for static linking" {
    command -v pkg-config >/dev/null || skip "needs pkg-config (Debian: pkg-config)"
    PKG_CONFIG_PATH=$builddir pkg-config --static --libs hanpipe >libs
    libraries='hanpipe jansson pcre2-8 gumbo m'
    if grep -q '#define LIBRARIES_ARE_LINKED' "$builddir/config.h"; then
        libraries="$libraries icuuc icui18n opencc xml2"
    fi
    for library in $libraries; do
        grep -q -e "-l$library\>" libs || wrong "$library: $(cat libs)"
    done
    ! PKG_CONFIG_PATH=$builddir pkg-config --libs hanpipe | grep -q icuuc
}

@test "each call has its man page" {
    install_parts data
    page=$(find root -name libhanpipe.3)
    [ -n "$page" ]
    for call in $(sed -n 's/^HP_API .*[ *]\(hp_[a-z0-9_]*\)(.*/\1/p' "$srcdir/src/hanpipe.h"); do
        [ "$(cat "${page%/*}/$call.3")" = ".so man3/libhanpipe.3" ] || wrong "$call"
    done
}

@test "hanpipe.pc says where the dictionaries are" {
    command -v pkg-config >/dev/null || skip "needs pkg-config (Debian: pkg-config)"
    file=$(PKG_CONFIG_PATH=$builddir pkg-config --variable=dictionaries hanpipe)
    [ "${file##*/}" = hanpipe.hpd ]
    grep -q -a -F "$file" "$builddir/hanstrip" || wrong "hanstrip does not look for $file"
}

@test "no tool carries the path of the build folder" {
    for t in $tools; do
        cp "$builddir/$t" copy
        strip copy 2>/dev/null || skip "needs strip (Debian: binutils)"
        if grep -q -a -F "$builddir" copy; then
            wrong "$t names $builddir"
        fi
    done
}

@test "licences, notices, guide, sample and example are installed; uninstalling leaves nothing" {
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$builddir" DESTDIR="$PWD/root" install >log 2>&1 || wrong "$(cat log)"
    for name in LICENSE SOURCES NOTICES README.md guide.md cluster.md sample.txt sample.html example.c; do
        find root -path "*/doc/hanpipe/$name" | grep -q . || wrong "$name is not installed"
    done
    find root -name hanpipe.7 | grep -q .
    find root -path '*/bash-completion/completions/hanstrip' | grep -q .
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$builddir" DESTDIR="$PWD/root" uninstall >log 2>&1 || wrong "$(cat log)"
    # The prefix itself may be called hanpipe.
    left=$(find root -not -type d; find "root$(sed -n 's/^prefix = //p' "$builddir/Makefile")" -mindepth 1 -name '*hanpipe*')
    [ -z "$left" ] || wrong "$left"
}

@test "the version names each dictionary with its licence" {
    "$builddir/hanpipe" --version >versions
    for licence in Unicode-DFS-2016 MIT Apache-2.0 LGPL-3.0 CC-BY-SA-4.0; do
        grep -q " ($licence)$" versions || wrong "$licence: $(cat versions)"
    done
}

# Prints what `make dist` takes: files, and folders as a whole.
archived() {
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$builddir" --eval='archived:;@echo $(DISTFILES)' archived |
        tr ' ' '\n' | sed "s|^$srcdir/||; s|^\(\.\./\)*||"
}

# What begins with a dot is about the checkout alone.
@test "a release's archive has every file of the source" {
    git -C "$srcdir" ls-files --error-unmatch configure.ac >/dev/null 2>&1 || skip "this is no checkout"
    git -C "$srcdir" ls-files >files
    archived >names
    grep -q -x configure.ac names
    awk 'NR == FNR { taken[$0] = 1; next }
        /^\./ { next }
        { for (path = $0; !(path in taken) && sub(/\/[^\/]*$/, "", path);) ; if (!(path in taken)) print }' names files >missing
    [ ! -s missing ] || wrong "$(cat missing)"
}
