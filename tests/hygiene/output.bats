# Where output goes, for every tool: what could not be written does not pass for written.

load helper

@test "a full device is an error, in one clear line" {
    for t in $filters $remaking; do
        status=0
        echo plain | tool "$t" >/dev/full 2>err || status=$?
        [ "$status" -eq 1 ] || wrong "$t: exit $status"
        says err "$t" "standard output: No space left on device"
        status=0
        echo plain | tool "$t" -o /dev/full 2>err || status=$?
        [ "$status" -eq 1 ] || wrong "$t -o: exit $status"
        says err "$t" "/dev/full: No space left on device"
        [ -c /dev/full ]
    done
}

@test "help and version to a full device are errors" {
    for t in $tools; do
        for o in --help --version; do
            status=0
            "$builddir/$t" $o >/dev/full 2>err || status=$?
            [ "$status" -eq 1 ] || wrong "$t $o: exit $status"
            says err "$t" "standard output"
        done
    done
}

@test "a closed standard output is an error" {
    for t in $filters $remaking; do
        status=0
        echo plain | tool "$t" >&- 2>err || status=$?
        [ "$status" -eq 1 ] || wrong "$t: exit $status"
        says err "$t" "standard output: Bad file descriptor"
    done
    for t in $tools; do
        status=0
        "$builddir/$t" --help >&- 2>err || status=$?
        [ "$status" -eq 1 ] || wrong "$t --help: exit $status"
    done
}

@test "a file opened while standard output is closed does not receive the output" {
    for t in $filters $remaking; do
        echo plain >in
        status=0
        tool "$t" in --log=log >&- 2>err || status=$?
        [ "$status" -eq 1 ] || wrong "$t: exit $status"
        [ ! -s log ] || wrong "$t: the log has the output"
        [ "$(cat in)" = plain ]
    done
}

@test "a closed standard input is an error" {
    for t in $filters $remaking; do
        status=0
        tool "$t" <&- >out 2>err || status=$?
        [ "$status" -eq 1 ] || wrong "$t: exit $status"
        says err "$t" "-: Bad file descriptor"
    done
}

@test "a closed standard error does not get in the way" {
    for t in $filters $remaking; do
        echo plain | tool "$t" -v >out 2>&- || wrong "$t"
        [ "$(cat out)" = plain ]
    done
}

@test "SIGPIPE ends a tool quietly, by the signal" {
    for t in $filters; do
        arguments=
        [ "$t" != hanpipe ] || arguments=norm
        [ "$t" != hankeep ] || arguments=1
        for j in 1 4; do
            yes plain | { status=0; env --default-signal=PIPE "$builddir/$t" -j$j $arguments 2>err || status=$?
                echo $status >status; } | head -n 1 >out
            [ "$(cat status)" -eq 141 ] || wrong "$t -j$j: exit $(cat status)"
            [ "$(cat out)" = plain ]
            [ ! -s err ] || wrong "$t -j$j: $(cat err)"
        done
    done
}

@test "a broken pipe with SIGPIPE ignored is an error" {
    for t in $filters; do
        arguments=
        [ "$t" != hanpipe ] || arguments=norm
        [ "$t" != hankeep ] || arguments=1
        yes plain | head -n 200000 | { status=0; env --ignore-signal=PIPE "$builddir/$t" $arguments 2>err || status=$?
            echo $status >status; } | head -n 1 >out
        [ "$(cat status)" -eq 1 ] || wrong "$t: exit $(cat status)"
        says err "$t" "standard output: Broken pipe"
    done
}

@test "a line goes out before the next is waited for" {
    mkfifo to from
    for t in $filters; do
        for j in 1 4; do
            tool "$t" -j$j <to >from 3>&- &
            exec 7>to 8<from
            for line in first second third; do
                echo $line >&7
                read -r -t 20 got <&8 || wrong "$t -j$j: $line does not come"
                [ "$got" = $line ]
            done
            printf 'half' >&7
            exec 7>&-
            read -r -t 20 got <&8 || true
            [ "$got" = half ]
            exec 8<&-
            wait $!
        done
    done
}

@test "-o makes a new file, whole, with the mode that the umask gives" {
    umask 027
    for t in $filters $remaking; do
        rm -f new
        echo plain | tool "$t" -o new
        [ "$(cat new)" = plain ]
        [ "$(stat -c %a new)" = 640 ] || wrong "$t: mode $(stat -c %a new)"
        [ "$(echo new*)" = new ]
    done
}

@test "-o replaces a file and keeps its mode" {
    for t in $filters $remaking; do
        echo old >file
        chmod 604 file
        echo plain | tool "$t" -o file
        [ "$(cat file)" = plain ]
        [ "$(stat -c %a file)" = 604 ] || wrong "$t: mode $(stat -c %a file)"
    done
}

@test "-o follows a symbolic link" {
    for t in $filters $remaking; do
        mkdir -p "$t"
        echo old >"$t/behind"
        ln -s behind "$t/link"
        echo plain | tool "$t" -o "$t/link"
        [ -L "$t/link" ]
        [ "$(cat "$t/behind")" = plain ]
        ln -s nowhere "$t/dangling"
        echo plain | tool "$t" -o "$t/dangling"
        [ -L "$t/dangling" ]
        [ "$(cat "$t/nowhere")" = plain ]
        ln -s missing/file "$t/adrift"
        expect 1 "$t" -o "$t/adrift" </dev/null
        ln -s circle "$t/circle"
        expect 1 "$t" -o "$t/circle" </dev/null
        [ "$(ls "$t")" = "$(printf '%s\n' adrift behind circle dangling link nowhere)" ] || wrong "$t: $(ls "$t")"
    done
}

@test "-o writes to a fifo and a device directly" {
    mkfifo fifo
    for t in $filters $remaking; do
        cat fifo >got 3>&- &
        echo plain | tool "$t" -o fifo
        wait $!
        [ "$(cat got)" = plain ]
        [ -p fifo ]
        echo plain | tool "$t" -o /dev/null
        [ -c /dev/null ]
    done
}

@test "-o into a folder that is not there, or onto a folder, is an error" {
    for t in $filters $remaking; do
        expect 1 "$t" -o no/such/file </dev/null
        says err "$t" "no/such/file: No such file or directory"
        expect 1 "$t" -o . </dev/null
        says err "$t" ".: Is a directory"
    done
}

@test "-o onto an input is refused, and nothing is lost" {
    for t in $filters $remaking; do
        echo plain >in
        ln -sf in link
        ln -f in hard
        for name in in ./in link hard; do
            expect 2 "$t" in -o "$name"
            [ "$(cat in)" = plain ] || wrong "$t -o $name"
        done
        expect 2 "$t" -o in <in
        [ "$(cat in)" = plain ]
        expect 2 "$t" in --log=in
        [ "$(cat in)" = plain ]
    done
}

@test "one file for -o and --log is refused" {
    for t in $filters $remaking; do
        expect 2 "$t" -o new --log=new </dev/null
        [ ! -e new ]
        : >there
        ln -sf there link
        expect 2 "$t" -o there --log=link </dev/null
    done
}

@test "a failure leaves the old file as it was" {
    for t in $filters $remaking; do
        echo old >file
        printf 'a\n\377\n' >broken
        expect 1 "$t" --invalid=fail broken -o file
        [ "$(cat file)" = old ] || wrong "$t --invalid=fail"
        expect 1 "$t" missing -o file
        [ "$(cat file)" = old ] || wrong "$t missing"
        expect 1 "$t" . -o file
        [ "$(cat file)" = old ] || wrong "$t ."
        expect 1 "$t" missing -o new
        [ ! -e new ] || wrong "$t: a new file in spite of the failure"
        [ "$(echo file* new*)" = 'file new*' ] || wrong "$t: temporary files stay"
    done
}

@test "temporary files go when a signal ends the tool" {
    mkfifo to
    for t in $filters $remaking; do
        for signal in TERM HUP INT; do
            number=$(kill -l $signal)
            arguments=
            [ "$t" != hanpipe ] || arguments=norm
            [ "$t" != hankeep ] || arguments=1
            env --default-signal=$signal "$builddir/$t" $arguments -o "$t.made" <to 3>&- &
            exec 7>to
            tries=0
            until [ -n "$(ls -d "$t".made.* 2>/dev/null)" ]; do
                tries=$((tries + 1))
                [ $tries -lt 5000 ] || wrong "$t: no temporary file"
            done
            kill -s $signal $!
            status=0
            wait $! || status=$?
            exec 7>&-
            [ $status -eq $((128 + number)) ] || wrong "$t $signal: exit $status"
            [ -z "$(ls -d "$t".made* 2>/dev/null)" ] || wrong "$t $signal: $(ls -d "$t".made*)"
        done
    done
}

@test "--log=/dev/stderr adds to a file that standard error goes to already" {
    echo kept >err
    printf 'cafe\314\201\n' | "$builddir/hannorm" --log=/dev/stderr >out 2>>err
    [ "$(head -1 err)" = kept ]
    [ "$(sed -n 3p err | cut -f2,3,4,7)" = "$(printf 'norm\t3\t3\tnfc')" ]
}

@test "broken output ends the run while another thread waits for input" {
    mkfifo open unopened
    exec 7<>open
    make_lines() { for i in 1 2 3 4 5 6 7 8; do echo "plain $i"; done; }
    make_lines >lines
    for t in $filters; do
        arguments=
        [ "$t" != hanpipe ] || arguments=norm
        [ "$t" != hankeep ] || arguments=1
        [ "$t" != handecode ] || arguments=--from=UTF-8 # else it waits for a head
        [ "$t" != hanfix ] || arguments=--script=hans
        for j in -j1 '-j4 --chunk=1'; do
            make_lines >&7
            status=0
            timeout 30 "$builddir/$t" $j $arguments open >/dev/full 2>err || status=$?
            [ $status -eq 1 ] || wrong "$t $j: exit $status while a fifo is open"
            says err "$t" "standard output: No space left on device"
            status=0
            timeout 30 "$builddir/$t" $j $arguments lines unopened >/dev/full 2>err || status=$?
            [ $status -eq 1 ] || wrong "$t $j: exit $status while a fifo has no writer"
            says err "$t" "standard output: No space left on device"
        done
    done
    exec 7>&-
}

@test "fifos given by name are read to their ends" {
    mkfifo first second
    for t in $filters; do
        for j in -j1 '-j4 --chunk=1'; do
            tool "$t" $j first second >out 3>&- &
            printf 'one\ntwo\n' >first
            printf 'three\n' >second
            wait $!
            [ "$(cat out)" = "$(printf 'one\ntwo\nthree')" ] || wrong "$t $j: $(cat out)"
        done
    done
}
