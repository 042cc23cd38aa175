# What the build needs and where Debian keeps it. A missing thing is said with the command that
# mends it, before anything is compiled. docs/dependencies.md says what each is for.

function(writ_missing what package)
  message(FATAL_ERROR "${what} is missing. On Debian: apt-get install ${package}\n"
    "scripts/setup installs everything that the build needs.")
endfunction()

find_program(ANTLR4 antlr4)
if(NOT ANTLR4)
  writ_missing("the parser generator antlr4" antlr4)
endif()

# Not find_package(antlr4-runtime): its targets have no include directory and want libuuid.
find_path(ANTLR4_INCLUDE_DIR antlr4-runtime.h PATH_SUFFIXES antlr4-runtime)
# The static one first: `writ` then starts faster and needs one file less where it is installed.
find_library(ANTLR4_LIBRARY NAMES libantlr4-runtime.a antlr4-runtime)
if(NOT ANTLR4_INCLUDE_DIR OR NOT ANTLR4_LIBRARY)
  writ_missing("the ANTLR runtime for C++" libantlr4-runtime-dev)
endif()

find_package(CLI11 QUIET)
if(NOT CLI11_FOUND)
  writ_missing("CLI11" libcli11-dev)
endif()
find_package(nlohmann_json 3.11 QUIET)
if(NOT nlohmann_json_FOUND)
  writ_missing("nlohmann-json" nlohmann-json3-dev)
endif()
find_path(DTL_INCLUDE_DIR dtl/dtl.hpp)
if(NOT DTL_INCLUDE_DIR)
  writ_missing("dtl, the diff template library" libdtl-dev)
endif()
add_library(dtl INTERFACE IMPORTED)  # headers only, without a package file
set_target_properties(dtl PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${DTL_INCLUDE_DIR})
find_package(Threads REQUIRED)
find_package(OpenSSL QUIET COMPONENTS Crypto)
if(NOT OPENSSL_FOUND)
  writ_missing("OpenSSL's libcrypto" libssl-dev)
endif()

# Optional: without it `writ sim` reads lines as they come, without history and TAB.
find_path(LIBEDIT_INCLUDE_DIR editline/readline.h)
find_library(LIBEDIT_LIBRARY edit)
if(NOT LIBEDIT_INCLUDE_DIR OR NOT LIBEDIT_LIBRARY)
  message(STATUS "libedit is absent (Debian: libedit-dev): `writ sim` without line editing")
endif()

# What only the tests need.
if(WRIT_BUILD_TESTS)
  # Debian's own first: another python3 in PATH may be anything.
  find_program(WRIT_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
  find_program(WRIT_PYTHON python3)
  if(NOT WRIT_PYTHON)
    writ_missing("python3" python3)
  endif()
  find_package(Catch2 2.13 QUIET)
  if(NOT Catch2_FOUND)
    writ_missing("Catch2" catch2)
  endif()
  find_package(SQLite3 QUIET)
  if(NOT SQLite3_FOUND)
    writ_missing("SQLite" libsqlite3-dev)
  endif()
  find_package(GTest QUIET)  # optional: a test says so where it is missing
  find_library(RE2_LIBRARY re2)  # optional: a test says so where it is missing
  find_path(RE2_INCLUDE_DIR re2/re2.h)
  find_program(WRIT_FILECHECK NAMES FileCheck FileCheck-19 FileCheck-14
    HINTS /usr/lib/llvm-19/bin /usr/lib/llvm-14/bin)
  find_file(WRIT_LIT lit.py
    PATHS /usr/lib/llvm-19/build/utils/lit /usr/lib/llvm-14/build/utils/lit NO_DEFAULT_PATH)
  if(NOT WRIT_FILECHECK OR NOT WRIT_LIT)
    writ_missing("lit or FileCheck" llvm-14-tools)
  endif()
endif()

find_program(WRIT_CCACHE ccache)
if(WRIT_CCACHE AND PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths relative to the tree, so that a second checkout finds what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${WRIT_CCACHE})
endif()
