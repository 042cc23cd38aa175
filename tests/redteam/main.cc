// Says at the end how many attacks there were: tests/redteam/redteam.py adds them up.
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include <iostream>

#include "attack.h"

namespace {

struct Counted final : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;
  void testRunEnded(const Catch::TestRunStats&) override {
    std::cout << redteam::count << " attacks\n";
  }
};

}  // namespace

CATCH_REGISTER_LISTENER(Counted)
