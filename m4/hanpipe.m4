# hanpipe.m4 - configure's own checks.

# HP_COMPILER_FLAGS: warnings, --enable-werror, --enable-sanitize=LIST, --disable-vectors, hidden symbols.
AC_DEFUN([HP_COMPILER_FLAGS], [
  AC_ARG_ENABLE([werror], [AS_HELP_STRING([--enable-werror], [make warnings errors])], [], [enable_werror=no])
  AC_ARG_ENABLE([sanitize],
    [AS_HELP_STRING([--enable-sanitize=LIST], [build with these sanitizers, for instance address,undefined])],
    [], [enable_sanitize=no])
  AC_ARG_ENABLE([vectors],
    [AS_HELP_STRING([--disable-vectors], [use no vector instructions, whatever the processor has])],
    [], [enable_vectors=yes])
  HP_CFLAGS="-std=c11 -fvisibility=hidden -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes"
  HP_CFLAGS="$HP_CFLAGS -Wmissing-prototypes -Wno-missing-field-initializers -Wwrite-strings -Wvla -Wformat=2"
  AS_IF([test "$enable_werror" != no], [HP_CFLAGS="$HP_CFLAGS -Werror"])
  AS_IF([test "$enable_sanitize" != no],
    [HP_CFLAGS="$HP_CFLAGS -fsanitize=$enable_sanitize -fno-sanitize-recover=all -fno-omit-frame-pointer"
     HP_LDFLAGS="-fsanitize=$enable_sanitize"])
  AS_IF([test "$enable_vectors" = no], [HP_CFLAGS="$HP_CFLAGS -DHANPIPE_NO_VECTORS=1"])
  AC_SUBST([HP_CFLAGS])
  AC_SUBST([HP_LDFLAGS])
])

# HP_VERSION_SCRIPT: HP_SYMBOL_VERSIONS is the linker's option that gives the library's symbols their versions, where it has one.
AC_DEFUN([HP_VERSION_SCRIPT], [
  AC_CACHE_CHECK([whether the linker takes version scripts], [hp_cv_version_script], [
    hp_save_LDFLAGS=$LDFLAGS
    LDFLAGS="$LDFLAGS -Wl,--version-script=$srcdir/src/hanpipe.map -shared -fPIC"
    AC_LINK_IFELSE([AC_LANG_SOURCE([[int hp_nothing; ]])], [hp_cv_version_script=yes], [hp_cv_version_script=no])
    LDFLAGS=$hp_save_LDFLAGS
  ])
  AS_IF([test "$hp_cv_version_script" = yes],
    [HP_SYMBOL_VERSIONS='-Wl,--version-script=$(top_srcdir)/src/hanpipe.map'])
  AC_SUBST([HP_SYMBOL_VERSIONS])
])

# HP_LIBRARY(PREFIX, MODULE, DEBIAN-PACKAGE)
AC_DEFUN([HP_LIBRARY], [
  PKG_CHECK_MODULES([$1], [$2], [], [AC_MSG_ERROR([$2 is missing: install the Debian package $3])])
])

# HP_SONAME(PREFIX, FILE): PREFIX_SONAME is the soname of FILE (libz, without what follows), which PREFIX_LIBS link; it is
# read from a program linked with it.
AC_DEFUN([HP_SONAME], [
  AC_CACHE_CHECK([for the soname of $2], [hp_cv_soname_$1], [
    hp_save_LIBS=$LIBS
    LIBS="-Wl,--no-as-needed $$1_LIBS $LIBS"
    hp_cv_soname_$1=
    AC_LINK_IFELSE([AC_LANG_PROGRAM()],
      [hp_cv_soname_$1=`$OBJDUMP -p conftest$EXEEXT 2>/dev/null | sed -n 's/^ *NEEDED *\($2\.so.*\)/\1/p'`])
    LIBS=$hp_save_LIBS
  ])
  AS_IF([test -z "$hp_cv_soname_$1"], [hp_sonames_known=no])
  AC_DEFINE_UNQUOTED([$1_SONAME], ["$hp_cv_soname_$1"], [The soname of $2])
])

# HP_LOAD_ON_DEMAND: whether libraries that few options need are loaded (src/load/library.h) or linked; LINKED_ICU_LIBS
# and so on are what programs are linked with for them, if anything.
AC_DEFUN([HP_LOAD_ON_DEMAND], [
  AC_ARG_ENABLE([load-on-demand],
    [AS_HELP_STRING([--disable-load-on-demand], [link with libraries that few options need, for instance statically])],
    [], [enable_load_on_demand=yes])
  hp_sonames_known=yes
  HP_SONAME([ICU], [libicuuc])
  HP_SONAME([ICU_I18N], [libicui18n])
  HP_SONAME([OPENCC], [libopencc])
  HP_SONAME([LIBXML2], [libxml2])
  HP_SONAME([NETTLE], [libnettle])
  HP_SONAME([ZLIB], [libz])
  HP_SONAME([ZSTD], [libzstd])
  HP_SONAME([LZMA], [liblzma])
  HP_SONAME([BZIP2], [libbz2])
  AS_IF([test "$enable_load_on_demand" = yes && test "$hp_sonames_known" = no],
    [AC_MSG_WARN([the sonames of some libraries are not known: they are linked, and starting takes longer])
     enable_load_on_demand=no])
  AS_IF([test "$enable_load_on_demand" = yes],
    [],
    [LINKED_ICU_LIBS=$ICU_LIBS LINKED_ICU_I18N_LIBS=$ICU_I18N_LIBS LINKED_OPENCC_LIBS=$OPENCC_LIBS
     LINKED_LIBXML2_LIBS=$LIBXML2_LIBS LINKED_NETTLE_LIBS=$NETTLE_LIBS
     LINKED_COMPRESSION_LIBS="$ZLIB_LIBS $ZSTD_LIBS $LZMA_LIBS $BZIP2_LIBS"
     LINKED_REQUIRES="icu-i18n opencc libxml-2.0 nettle"
     AC_DEFINE([LIBRARIES_ARE_LINKED], [1], [Define when no library is loaded on demand])])
  AC_SUBST([LINKED_REQUIRES])
  AC_SUBST([LINKED_ICU_LIBS])
  AC_SUBST([LINKED_ICU_I18N_LIBS])
  AC_SUBST([LINKED_OPENCC_LIBS])
  AC_SUBST([LINKED_LIBXML2_LIBS])
  AC_SUBST([LINKED_NETTLE_LIBS])
  AC_SUBST([LINKED_COMPRESSION_LIBS])
])

# HP_PROGRAM(VARIABLE, PROGRAM, DEBIAN-PACKAGE)
AC_DEFUN([HP_PROGRAM], [
  AC_PATH_PROG([$1], [$2])
  AS_IF([test -z "$$1"], [AC_MSG_ERROR([$2 is missing: install the Debian package $3])])
])

# HP_OPENCC_DATA: --with-opencc-data, in place of the data in dicts/opencc; and where libopencc has its own, for
# --engine=opencc.
AC_DEFUN([HP_OPENCC_DATA], [
  AC_ARG_WITH([opencc-data], [AS_HELP_STRING([--with-opencc-data=DIR], [other OpenCC data than dicts/opencc])], [],
    [with_opencc_data=`cd "$srcdir" && pwd`/dicts/opencc])
  AS_IF([test ! -r "$with_opencc_data/s2t.json"], [AC_MSG_ERROR([$with_opencc_data/s2t.json is missing])])
  AC_SUBST([with_opencc_data])
  OPENCC_LIBRARY_DATA=`$PKG_CONFIG --variable=prefix opencc`/share/opencc
  AC_SUBST([OPENCC_LIBRARY_DATA])
])

# HP_DATA(NAME, DIR-or-FILE, DEFAULT, FILE-INSIDE, DEBIAN-PACKAGE)
# Defines --with-NAME and checks that the file, or its .bz2, is there.
AC_DEFUN([HP_DATA], [
  AC_ARG_WITH([$1], [AS_HELP_STRING([--with-$1=$2], [other input than $3])], [], [AS_TR_SH([with_$1])="$3"])
  hp_file="$AS_TR_SH([with_$1])m4_ifval([$4], [/$4])"
  AS_IF([test ! -r "$hp_file" && test ! -r "$hp_file.bz2"],
    [AC_MSG_ERROR([$hp_file is missing: install the Debian package $5, or point elsewhere with --with-$1=$2])])
  AC_SUBST(AS_TR_SH([with_$1]))
])

# HP_POSTGRESQL: whether the server's headers, version 15 or later, are there, and where it looks for extensions.
AC_DEFUN([HP_POSTGRESQL], [
  AC_PATH_PROG([PG_CONFIG], [pg_config])
  have_postgresql=no
  AS_IF([test -n "$PG_CONFIG"], [
    AC_SUBST([POSTGRESQL_INCLUDES], [`$PG_CONFIG --includedir-server`])
    AC_SUBST([POSTGRESQL_LIB], [`$PG_CONFIG --pkglibdir`])
    AC_SUBST([POSTGRESQL_SHARE], [`$PG_CONFIG --sharedir`])
    AC_SUBST([POSTGRESQL_BIN], [`$PG_CONFIG --bindir`])
    AC_MSG_CHECKING([for the headers of PostgreSQL's server])
    hp_save_CPPFLAGS=$CPPFLAGS
    CPPFLAGS="$CPPFLAGS -I$POSTGRESQL_INCLUDES"
    AC_PREPROC_IFELSE([AC_LANG_SOURCE([[#include <postgres.h>
      #if PG_VERSION_NUM < 150000
      #error
      #endif]])], [have_postgresql=yes])
    CPPFLAGS=$hp_save_CPPFLAGS
    AC_MSG_RESULT([$have_postgresql])
  ])
  AM_CONDITIONAL([HAVE_POSTGRESQL], [test "$have_postgresql" = yes])
])
