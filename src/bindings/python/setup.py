"""Builds hanpipe._core against libhanpipe.

The library is the one that stands in a build folder of this source tree (HANPIPE_BUILD, or ../../../build): it and its
dictionaries are then put into the package, which needs no installed hanpipe.  Without such a folder it is the installed
one, as pkg-config knows it.
"""
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get("HANPIPE_SOURCE", os.path.join(HERE, "..", "..", ".."))
BUILD = os.environ.get("HANPIPE_BUILD", os.path.join(SOURCE, "build"))
LIBRARY = os.path.join(BUILD, ".libs", "libhanpipe.so.0")
JIEBA = ("/usr/lib/python3/dist-packages/jieba",)  # python3-jieba, whose dictionary the build has compiled
FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def is_bundled():
    return os.path.exists(LIBRARY)


def pkg_config(*options):
    try:
        return shlex.split(subprocess.check_output(("pkg-config",) + options + ("hanpipe",), text=True))
    except (OSError, subprocess.CalledProcessError):
        sys.exit("setup.py: libhanpipe is neither in " + BUILD + " nor known to pkg-config: run ./quickstart first")


def version():
    with open(os.path.join(HERE, "hanpipe", "_version.py"), encoding="utf-8") as file:
        return file.read().split('"')[-2]


def link_or_copy(source, target):
    if os.path.exists(target):
        os.remove(target)
    try:
        os.link(os.path.realpath(source), target)
    except OSError:
        shutil.copyfile(source, target)


class BuildPython(build_py):
    """Puts the library, its dictionaries and jieba's tables beside the package's own files."""

    def run(self):
        super().run()
        package = os.path.join(self.build_lib, "hanpipe")
        if is_bundled():
            link_or_copy(LIBRARY, os.path.join(package, "libhanpipe.so.0"))
            link_or_copy(os.path.join(SOURCE, "LICENSE"), os.path.join(package, "LICENSE"))
            link_or_copy(os.path.join(SOURCE, "dicts", "NOTICES"), os.path.join(package, "NOTICES"))
            if not os.environ.get("HANPIPE_WITHOUT_DATA"):
                link_or_copy(os.path.join(BUILD, "hanpipe.hpd"), os.path.join(package, "hanpipe.hpd"))
        self.add_jieba(os.path.join(package, "jieba"))

    def add_jieba(self, package):
        sys.path.insert(0, HERE)
        from jieba_tables import write_tables  # beside this file

        for folder in JIEBA:
            if os.path.isdir(folder):
                write_tables(folder, package)


def extension():
    sources = [os.path.join("core", name) for name in ("module.c", "pipeline.c", "words.c", "many.c")]
    options = {"extra_compile_args": ["-std=c11", "-fvisibility=hidden"]}
    if is_bundled():
        options.update(
            include_dirs=[os.path.join(SOURCE, "src")],
            extra_objects=[LIBRARY],
            extra_link_args=["-Wl,-rpath,$ORIGIN"],
        )
    else:
        options["extra_compile_args"] += pkg_config("--cflags")
        options["extra_link_args"] = pkg_config("--libs")
    if not FREE_THREADED:
        options.update(py_limited_api=True, define_macros=[("Py_LIMITED_API", "0x03090000")])
    return Extension("hanpipe._core", sources, depends=[os.path.join("core", "core.h")], **options)


commands = {"build_py": BuildPython, "build_ext": build_ext}
if not FREE_THREADED:
    try:
        from setuptools.command.bdist_wheel import bdist_wheel
    except ImportError:
        try:
            from wheel.bdist_wheel import bdist_wheel
        except ImportError:
            bdist_wheel = None
    if bdist_wheel:

        class BuildWheel(bdist_wheel):
            """One wheel for CPython 3.9 and all after it."""

            def finalize_options(self):
                self.py_limited_api = "cp39"
                super().finalize_options()

        commands["bdist_wheel"] = BuildWheel

setup(
    version=version(),
    packages=["hanpipe", "hanpipe.jieba", "hanpipe.jieba.analyse"],
    package_data={"hanpipe": ["py.typed", "*.pyi"]},
    include_package_data=False,
    ext_modules=[extension()],
    cmdclass=commands,
)
