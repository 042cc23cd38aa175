/// Exact counts of instructions, under `valgrind --tool=callgrind`: bench/instructions reads them.
/// Without valgrind's headers nothing is counted.
#pragma once

#include <cstdio>
#include <string>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define WRIT_BENCH_CAN_COUNT 1
#else
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name)
#define WRIT_BENCH_CAN_COUNT 0
#endif

namespace bench {

/// What `work` executes is written into a file of its own, by that name.
template <class Work>
void counted(const std::string& name, Work work) {
  if (!WRIT_BENCH_CAN_COUNT) std::fprintf(stderr, "nothing is counted: valgrind is missing\n");
  work();  // what happens once happens here
  CALLGRIND_ZERO_STATS;
  work();
  CALLGRIND_DUMP_STATS_AT(name.c_str());
}

}  // namespace bench
