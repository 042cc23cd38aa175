// `writ log`: what an audit file says, and whether its lines hang together.
#include <unistd.h>

#include <cstdio>
#include <deque>
#include <optional>
#include <utility>

#include <writ/digest/chain.h>

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/growing.h"
#include "compiler/cli/pipeline.h"
#include "compiler/log/show.h"
#include "compiler/source/printable.h"

namespace writ::cli {

namespace {

constexpr std::uint64_t most_told = 5;         // faults: a file that is no log has as many as lines
constexpr useconds_t between_looks = 200'000;  // microseconds

class Reader {
 public:
  explicit Reader(const LogOptions& options) : options_(options) {}

  /// All that is in the files, and then, if that is wanted, what is written behind the last one.
  int run() {
    for (const std::string& path : options_.files) {
      Growing file(path);
      if (!file.problem().empty()) {
        complain("cannot read `" + path + "`: " + file.problem());
        return InputMissing;
      }
      path_ = path;
      number_ = 0;
      while (const auto line = file.line()) take(*line);
      if (options_.follow && &path == &options_.files.back()) follow(file);
      if (!file.problem().empty()) {
        complain("cannot read `" + path + "`: " + file.problem());
        return InputOutput;
      }
      if (!file.rest().empty()) take(file.rest());
    }
    for (const std::string& text : last_) std::fputs(text.c_str(), stdout);
    if (faults_ > most_told)
      complain("and " + std::to_string(faults_ - most_told) +
               " lines more are not as they should be");
    return options_.verify ? verdict() : faults_ == 0 ? Clean : Findings;
  }

 private:
  void follow(Growing& file) {
    for (const std::string& text : last_) std::fputs(text.c_str(), stdout);
    last_.clear();
    follows_ = true;
    for (;;) {  // until it is interrupted
      std::fflush(stdout);
      usleep(between_looks);
      const bool is_replaced = file.is_replaced();  // asked first: then its end is there
      while (const auto line = file.line()) take(*line);
      if (!is_replaced) continue;
      const std::string rest = file.rest();
      if (!file.reopen()) continue;
      if (!rest.empty()) take(rest);
      number_ = 0;
    }
  }

  void take(const std::string& line) {
    ++number_;
    if (!chain_) {  // an older file may be gone: it begins with what this one says
      const auto parts = parse_chain_line(line);
      begins_ = parts ? std::string(parts->prev) : std::string(chain_begins);
      chain_.emplace(begins_);
    }
    const ChainFault fault = chain_->next(line);
    if (fault == ChainFault::NoLine && line.ends_with("#torn")) {
      ++torn_;  // nothing can hide behind the mark: a line that is missing breaks the chain
    } else if (fault != ChainFault::None) {
      if (++faults_ <= most_told)
        complain(path_ + ":" + std::to_string(number_) + ": this line " +
                 (fault == ChainFault::NoLine ? "is " : "") + std::string(text(fault)));
    }
    is_anchored_ |= faults_ == 0 && chain_->head() == options_.anchor;
    if (!options_.verify && fault != ChainFault::NoLine) tell(parse_chain_line(line)->entry);
  }

  void tell(std::string_view json) {
    const std::optional<log::Members> entry = log::members_of(json);
    if (!entry) return complain(path_ + ":" + std::to_string(number_) + ": this entry is no JSON");
    std::vector<log::Filter> filters;
    for (const auto& [key, value] : options_.filters) filters.push_back({key, value});
    if (!log::passes(*entry, filters)) return;
    std::string text = options_.json ? std::string(json) + "\n"
                                     : log::shown(*entry, {options_.common.colour_output});
    if (follows_ || options_.last == 0) return void(std::fputs(text.c_str(), stdout));
    last_.push_back(std::move(text));
    if (last_.size() > options_.last) last_.pop_front();
  }

  int verdict() {
    const std::string head = chain_ ? chain_->head() : std::string(chain_begins);
    const std::uint64_t entries = chain_ ? chain_->count() : 0;
    std::printf("%llu entr%s, %llu fault%s\n", static_cast<unsigned long long>(entries),
                entries == 1 ? "y" : "ies", static_cast<unsigned long long>(faults_),
                faults_ == 1 ? "" : "s");
    if (torn_ > 0)
      std::printf("%llu torn: who wrote them died, and nobody was told that they were written\n",
                  static_cast<unsigned long long>(torn_));
    if (chain_ && begins_ != chain_begins)
      std::printf("it goes on from an older file, whose last hash was %s\n", begins_.c_str());
    std::printf("the last hash is %s\n", head.c_str());
    if (options_.anchor.empty()) {
      std::printf(
          "not proved: that nothing was cut off, or all of it written anew; keep the last hash "
          "elsewhere, and give it as --anchor\n");
    } else {
      std::printf("%s\n", is_anchored_
                              ? "the anchor is in it: from its first line to there nothing "
                                "was taken out or written anew"
                              : "the anchor is NOT in it, or behind a fault: it was cut "
                                "off, or written anew");
    }
    return faults_ == 0 && (options_.anchor.empty() || is_anchored_) ? Clean : Findings;
  }

  const LogOptions& options_;
  std::string path_;
  std::size_t number_ = 0;  // of the line
  std::optional<ChainReader> chain_;
  std::string begins_;
  std::uint64_t faults_ = 0;
  std::uint64_t torn_ = 0;
  bool is_anchored_ = false;
  bool follows_ = false;
  std::deque<std::string> last_;
};

}  // namespace

int log(const LogOptions& options) { return Reader(options).run(); }

}  // namespace writ::cli
