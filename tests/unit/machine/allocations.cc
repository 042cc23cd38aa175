// What a step asks for: nothing on a refusal, and where memory ends the machine stays as it was.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>

#include "counter.writ.h"
#include "orders.h"

namespace {

// -1: as much as one likes; else so many more allocations succeed.
long allowed = -1;
long asked = 0;

void* allocate(std::size_t size) {
  ++asked;
  if (allowed == 0) throw std::bad_alloc();
  if (allowed > 0) --allowed;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("allocations: a step on numbers, and any refusal, asks for none") {
  counter::Machine counter(test::start);
  order::Machine order = test::stocked();
  const order::AddLine too_many = test::add_line("ABC-0001", 5);
  const order::Register nameless{.name = ""};
  const long before = asked;
  bool as_expected = true;
  for (int i = 0; i < 100; ++i) {
    as_expected &=
        static_cast<bool>(counter.dispatch(counter::Increment{.amount = 5}, test::start));
    as_expected &=
        static_cast<bool>(counter.dispatch(counter::Decrement{.amount = 4}, test::start));
    as_expected &= !counter.dispatch(counter::Decrement{.amount = 1000}, test::start);
    as_expected &= !order.dispatch(too_many, test::start);
    as_expected &= !order.dispatch(nameless, test::start);
    as_expected &= !order.dispatch(order::Ship{}, test::start);
    as_expected &= !order.can(too_many, test::start);
  }
  const long after = asked;
  CHECK(as_expected);
  CHECK(after == before);
}

TEST_CASE("allocations: where memory ends, nothing has happened") {
  const order::Intent intents[] = {
      test::add_line("ABC-0001", 2),
      order::Restock{.sku = "A-long-name!", .quantity = 1},
      order::Register{.name = "a name that is too long for the small strings of any library"},
  };
  int ran_out = 0;
  for (const order::Intent& intent : intents) {
    for (long n = 0; n < 8; ++n) {
      order::Machine order = test::stocked();
      const order::Machine before = order;
      bool threw = false;
      allowed = n;
      try {
        (void)order.dispatch(intent, test::start);
      } catch (const std::bad_alloc&) {
        threw = true;
      }
      allowed = -1;
      ran_out += threw;
      if (threw) CHECK(order == before);
    }
  }
  CHECK(ran_out >= 2);  // a short name needs no memory, and there is room for another key
}
