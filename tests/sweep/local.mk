# Sweeps: many runs with something wrong in each, or of a kind made at random.  Each counts its runs.

check_PROGRAMS += tests/sweep/lines tests/sweep/measure tests/sweep/options tests/sweep/random_case tests/sweep/sweep
tests_sweep_lines_SOURCES = tests/sweep/lines.c
tests_sweep_measure_SOURCES = tests/sweep/measure.c
tests_sweep_options_SOURCES = tests/sweep/options.c
tests_sweep_options_LDADD = libfilters.la
tests_sweep_random_case_SOURCES = tests/sweep/random_case.c tests/built_data.h
tests_sweep_random_case_LDADD = libfilters.la
tests_sweep_sweep_SOURCES = tests/sweep/sweep.c

# For LD_PRELOAD; -rpath makes libtool build what is not installed.
check_LTLIBRARIES = tests/sweep/faults.la
tests_sweep_faults_la_SOURCES = tests/sweep/faults.c
tests_sweep_faults_la_CFLAGS = $(AM_CFLAGS) -fvisibility=default
tests_sweep_faults_la_LDFLAGS = -module -avoid-version -rpath /nowhere

sweeps = tests/sweep/faults.sh tests/sweep/linear.sh tests/sweep/memory.sh tests/sweep/random.sh
TESTS += $(sweeps)
EXTRA_DIST += $(sweeps) tests/sweep/arguments tests/sweep/helper.sh tests/sweep/kinds
