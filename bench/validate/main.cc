// The table: all peers in turns, round after round, so that what the machine does meanwhile happens
// to all of them. Medians of the rounds, and of their ratios to what is written by hand.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "encode.h"
#include "order.h"
#include "rounds.h"
#include "shuffled.h"

// Allocations are counted where all of them pass.
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void __libc_free(void*);
}
namespace {
std::size_t allocations = 0;
}
extern "C" {
void* malloc(std::size_t n) { return ++allocations, __libc_malloc(n); }
void* calloc(std::size_t a, std::size_t b) { return ++allocations, __libc_calloc(a, b); }
void* realloc(void* p, std::size_t n) { return ++allocations, __libc_realloc(p, n); }
void free(void* p) { __libc_free(p); }
}

std::vector<Peer>& peers() {
  static std::vector<Peer> all;
  return all;
}

namespace {

constexpr std::size_t shuffles = 256;

using bench::now;

double median(std::vector<double> all) { return bench::middle(std::move(all)).median; }

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  if (text.str().empty()) std::exit((std::fprintf(stderr, "cannot read %s\n", file.c_str()), 66));
  return text.str();
}

/// Documents of one kind, each with room behind it.
struct Documents {
  const char* kind;
  std::vector<std::string> padded;
  std::vector<std::size_t> sizes;
  std::size_t errors;  // in each

  Documents(const char* of, std::vector<std::string> texts, std::size_t wrong)
      : kind(of), padded(std::move(texts)), errors(wrong) {
    for (std::string& text : padded) {
      sizes.push_back(text.size());
      text.resize(text.size() + 64, '\0');
    }
  }
};

std::size_t read(const Peer& peer, const char* text, std::size_t size) {
  if (peer.whole) return peer.whole(text, size).errors;
  Order out;
  Errs errors;
  peer.run(text, size, out, errors);
  asm volatile("" ::"g"(&out), "g"(&errors) : "memory");
  return errors.size();
}

bool is_right(const Peer& peer, const char* text, std::size_t size) {
  if (peer.whole) return peer.whole(text, size).right;
  Order out;
  Errs errors;
  return peer.run(text, size, out, errors) && out.items.size() == 5 &&
         out.items[4].sku == "EFG-5678" && out.items[1].price == 5.5 && out.note;
}

/// Nanoseconds a document, over all documents so many times.
double time_of(const Peer& peer, const Documents& documents, std::size_t times) {
  const double begin = now();
  for (std::size_t i = 0; i < times; ++i)
    for (std::size_t d = 0; d < documents.padded.size(); ++d)
      read(peer, documents.padded[d].data(), documents.sizes[d]);
  return (now() - begin) / static_cast<double>(times * documents.padded.size());
}

/// Of one peer and one kind of documents.
struct Cell {
  std::vector<double> ns;
  std::vector<double> ratio;
  std::vector<double> to_first;  // to what is written by hand, on the first kind of documents
  std::size_t errors = 0;
  std::size_t allocated = 0;
  std::size_t times = 1;  // over all documents in a round: about a millisecond
  bool right = true;
};

using Table = std::vector<std::vector<Cell>>;  // by kind, then by peer

Table measure(const std::vector<Documents>& kinds, int rounds) {
  Table table(kinds.size(), std::vector<Cell>(peers().size()));
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    for (std::size_t p = 0; p < peers().size(); ++p) {
      Cell& cell = table[k][p];
      for (std::size_t d = 0; d < kinds[k].padded.size(); ++d) {
        const char* const text = kinds[k].padded[d].data();
        const std::size_t size = kinds[k].sizes[d];
        cell.right &= kinds[k].errors != 0 || is_right(peers()[p], text, size);
        const std::size_t before = allocations;
        cell.errors = read(peers()[p], text, size);
        cell.allocated = allocations - before;
      }
      while (time_of(peers()[p], kinds[k], cell.times) *
                 static_cast<double>(cell.times * kinds[k].padded.size()) <
             8e5)
        cell.times *= 2;
    }
  }
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      for (std::size_t p = 0; p < peers().size(); ++p) {
        Cell& cell = table[k][p];
        time_of(peers()[p], kinds[k], cell.times);  // for caches and foreseen branches
        cell.ns.push_back(time_of(peers()[p], kinds[k], cell.times));
        cell.ratio.push_back(cell.ns.back() / table[k][0].ns.back());
        cell.to_first.push_back(cell.ns.back() / table[0][0].ns.back());
      }
    }
  }
  return table;
}

void print(const std::vector<Documents>& kinds, const Table& table) {
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    std::printf("\n%-46s %7s %6s %6s %7s %7s\n", kinds[k].kind, "ns", "ratio", "valid", "allocs",
                "errors");
    for (std::size_t p = 0; p < peers().size(); ++p) {
      const Cell& cell = table[k][p];
      std::printf("  %-44s %7.0f %6.2f %6.2f %7zu %7zu%s\n", peers()[p].name + 3, median(cell.ns),
                  median(cell.ratio), median(cell.to_first), cell.allocated, cell.errors,
                  cell.right ? "" : "  filled wrongly");
    }
  }
}

void encode(const std::string& text, int rounds) {
  Order order;
  Errs errors;
  std::string padded = text;
  padded.resize(text.size() + 64, '\0');
  peers()[0].run(padded.data(), text.size(), order, errors);
  const std::vector<Encoder> all = encoders(text, order);
  std::vector<std::vector<double>> speeds(all.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t e = 0; e < all.size(); ++e) {
      std::size_t bytes = 0;
      const double begin = now();
      for (std::size_t i = 0; i < 4 * shuffles; ++i) bytes += all[e].write();
      speeds[e].push_back(static_cast<double>(bytes) * 1000 / (now() - begin));
    }
  }
  std::printf("\n%-46s %7s %7s %7s\n", "written", "MB/s", "bytes", "allocs");
  for (std::size_t e = 0; e < all.size(); ++e) {
    const std::size_t before = allocations;
    const std::size_t bytes = all[e].write();
    std::printf("  %-44s %7.0f %7zu %7zu\n", all[e].name, median(speeds[e]), bytes,
                allocations - before);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder = count > 1 ? arguments[1] : "data";
  const int rounds = count > 2 ? std::max(1, std::atoi(arguments[2])) : 31;
  std::sort(peers().begin(), peers().end(),
            [](const Peer& a, const Peer& b) { return std::strcmp(a.name, b.name) < 0; });
  const std::string valid = text_of(folder + "/valid.json");
  std::vector<Documents> kinds;
  kinds.emplace_back("valid", std::vector{valid}, std::size_t{0});
  kinds.emplace_back("three errors", std::vector{text_of(folder + "/invalid.json")},
                     std::size_t{3});
  kinds.emplace_back("valid, keys shuffled", shuffled(valid, shuffles), std::size_t{0});
  std::printf("%zu bytes, %d rounds; ratio: to the first row; valid: to its first row\n",
              valid.size(), rounds);
  print(kinds, measure(kinds, rounds));
  encode(valid, rounds);
}
