"""How lit runs the *.writ files of this folder: RUN lines, input and CHECK lines in one file.

    %writ  the compiler         %cxx   the C++ compiler, with the warnings our code is clean under
    %root  this repository      %core  -I of the runtime's headers

lit.site.cfg.py in the build folder, made by CMake, sets the paths and loads this. A folder `Inputs`
holds files that tests read, no tests.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from strict_format import StrictShTest  # noqa: E402

config.name = "writ"
config.test_format = StrictShTest(execute_external=False)
config.suffixes = [".writ"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)

config.environment["PATH"] = os.pathsep.join([config.llvm_tools_dir, "/usr/bin", "/bin"])
config.environment["LC_ALL"] = "C.UTF-8"
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "CCACHE_DIR", "HOME"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

warnings = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
config.substitutions += [
    # lit's own `not` passes when the program crashes; the real one does not.
    (r"\bnot\b", os.path.join(config.llvm_tools_dir, "not")),
    ("%writ", config.writ),
    ("%python", sys.executable),
    ("%cxx", "%s -std=c++20 %s" % (config.cxx, warnings)),
    ("%root", config.repository),
    ("%core", "-I%s/runtime/core/include" % config.repository),
]
