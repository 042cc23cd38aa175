#include "memory.h"

#include <cstdlib>

namespace {

long allowed = -1;  // -1: as much as one likes
long requests = 0;

void* allocate(std::size_t size) {
  ++requests;
  if (allowed == 0) throw std::bad_alloc();
  if (allowed > 0) --allowed;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

namespace test {

long asked() { return requests; }
void allow(long most) { allowed = most; }
void allow_all() { allowed = -1; }

}  // namespace test

// All forms that anything here uses: a sanitizer minds memory of one kind that goes as another.
void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
