# postgresql_server.sh - a PostgreSQL server of one's own, with the extension of this build, that ends with who started it.
#
#     . tests/postgresql_server.sh
#     start_server FOLDER BUILD      FOLDER is made anew; afterwards psql finds the server
#     stop_server FOLDER
#
# PostgreSQL finds its files beside its programs.  So programs are copied into FOLDER, and their files linked there, and
# the extension stands among them without being installed.  root may not run a server: nobody does it then.

# Runs a command as whoever may run a server.
as_server()
{
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
    else
        "$@"
    fi
}

# Prints what is missing, if anything.
missing_for_server()
{
    command -v pg_config >/dev/null || { echo "pg_config (Debian: postgresql-server-dev-15)"; return; }
    [ -x "$(pg_config --bindir)/postgres" ] || { echo "a server (Debian: postgresql-15)"; return; }
    as_server test -w /dev/null || { echo "a /dev/null that everybody may write, as initdb does"; return; }
    [ -e "$1/postgresql/.libs/hanpipe.so" ] || echo "the extension, which was not built (Debian: postgresql-server-dev-15)"
}

start_server()
{
    server_root=$1
    bin=$server_root$(pg_config --bindir) lib=$server_root$(pg_config --pkglibdir) share=$server_root$(pg_config --sharedir)
    source=$(cd "${srcdir:-$2/..}/src/bindings/postgresql" && pwd)
    mkdir -p "$bin" "$lib" "$share" "$server_root/hanpipe"
    chmod 755 "$server_root"
    cp "$(pg_config --bindir)/postgres" "$(pg_config --bindir)/initdb" "$(pg_config --bindir)/pg_ctl" "$bin"
    cp -rs "$(pg_config --pkglibdir)/." "$lib"
    cp -rs "$(pg_config --sharedir)/." "$share"
    rm -f "$lib/hanpipe.so" "$share/extension"/hanpipe*
    cp "$2/postgresql/.libs/hanpipe.so" "$lib"
    cp "$source/hanpipe.control" "$source/hanpipe--0.1.sql" "$share/extension"
    cp "$2/.libs"/libhanpipe.so* "$2/hanpipe.hpd" "$server_root/hanpipe"
    mkdir "$server_root/data"
    [ "$(id -u)" != 0 ] || chown nobody "$server_root" "$server_root/data"
    (
        cd "$server_root"
        export LD_LIBRARY_PATH="$server_root/hanpipe"
        as_server "$bin/initdb" -D "$server_root/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions
        as_server "$bin/pg_ctl" -D "$server_root/data" -w -l "$server_root/log" start \
            -o "-k '$server_root' -c listen_addresses='' -c fsync=off -c hanpipe.data='$server_root/hanpipe/hanpipe.hpd'"
    ) >"$server_root/start" 2>&1 3>&- || { cat "$server_root/start" "$server_root/log"; return 1; }
    export PGHOST="$server_root" PGUSER=postgres PGDATABASE=postgres
}

stop_server()
{
    (cd "$1" && as_server "$1$(pg_config --bindir)/pg_ctl" -D "$1/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$1"
}
