"""python -m hanpipe EXPRESSION [FILE]...: runs files, or standard input, through a pipeline."""
import sys

from . import Error, Pipeline, __version__


def main(arguments=None):
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--version"]:
        print("hanpipe", __version__)
        return 0
    if not arguments or arguments[0] in ("-h", "--help"):
        print("Usage: python -m hanpipe EXPRESSION [FILE]...\n\nRuns each FILE, or standard input, as a document.")
        return 0 if arguments else 2
    try:
        pipeline = Pipeline(arguments[0])
    except Error as error:
        print(f"hanpipe: {error}", file=sys.stderr)
        return 2
    status = 0
    for name in arguments[1:] or ["-"]:
        try:
            if name == "-":
                data = sys.stdin.buffer.read()
            else:
                with open(name, "rb") as file:
                    data = file.read()
            sys.stdout.buffer.write(pipeline.document(data) or b"")
        except (Error, OSError) as error:
            print(f"hanpipe: {name}: {error}", file=sys.stderr)
            status = 1
    sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
