/// Lines that hang together: each has the SHA-256 of the one before it, so that none can be
/// changed, taken out or put in without all that follow being written anew.
///
/// What a chain does *not* prove: that nothing was cut off at its beginning or its end; that nobody
/// who may write the file has written all of it anew; that an entry is true, or of the time that it
/// says. Against a cut at the end, and a file written anew, its last hash helps, kept where the
/// writer of the file cannot reach it: see `writ log --verify --anchor`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace writ {

/// What stands before the first line.
inline constexpr std::string_view chain_begins =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// A line of an audit file, in parts. The view is into the line.
struct ChainLine {
  std::string_view entry;  ///< JSON, to the byte as it is hashed
  std::string_view prev;   ///< the hash of the line before it
  std::string_view hash;   ///< SHA-256 of `prev`, a line break and `entry`
};

/// The hash of an entry behind a line with that hash.
[[nodiscard]] std::string chain_hash(std::string_view prev, std::string_view entry);
/// `{"prev":"…","hash":"…","entry":{…}}`, without a line break.
[[nodiscard]] std::string chain_line(std::string_view prev, std::string_view entry);
/// The parts of a line; nothing when it is none. Believes nothing of them.
[[nodiscard]] std::optional<ChainLine> parse_chain_line(std::string_view line);

/// What becomes of a line when the chain is followed.
enum class ChainFault : std::uint8_t {
  None,    ///< it is the next one
  NoLine,  ///< it is no line of a chain: torn, or something else
  Broken,  ///< it does not follow the line before it: one was taken out, put in, or moved
  Changed  ///< its hash is not that of its entry
};
/// As a person says it.
[[nodiscard]] std::string_view text(ChainFault fault);

/// Follows a chain, line by line.
class ChainReader {
 public:
  /// From its beginning, or from what the last line of an older file has as its hash.
  explicit ChainReader(std::string_view begins = chain_begins) : last_(begins) {}
  /// Looks at the next line. After `Broken` and `Changed` it goes on from there, so that each fault
  /// is said once; what is no line is left out of the chain.
  ChainFault next(std::string_view line);
  /// The hash of the last line.
  [[nodiscard]] const std::string& head() const { return last_; }
  /// How many lines there were.
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::string last_;
  std::uint64_t count_ = 0;
};

}  // namespace writ
