/// Source text and places in it.
///
/// In: the path and the bytes of each file. Out: spans (byte offsets) that everything after
/// carries, and lines and columns, worked out only when something is shown. Never touches the disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace writ::source {

enum class FileId : std::uint32_t {};

/// A range of bytes of one file; `end` is the byte behind the last one.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// From the beginning of `a` to the end of `b`, both of one file.
[[nodiscard]] inline Span join(Span a, Span b) { return {a.file, a.begin, b.end}; }

/// Line and column as a person counts: from 1, columns in code points.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Place&, const Place&) = default;
};

/// One file, as it was read. `path` is what the user called it, for messages only.
class File {
 public:
  /// `before`: how many lines of a longer text stand above it, for its line numbers; -1 where its
  /// first line is none of the user's.
  File(std::string path, std::string text, int before = 0);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// The line, counted from 1, that a byte is in: cheap, however long the line is.
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  /// The place of a byte; offsets beyond the end are clamped. Counts the columns of its line.
  [[nodiscard]] Place place(std::uint32_t offset) const;
  /// The text of a line, counted from 1, without its line break; empty beyond the end.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  /// The offset at which a line begins.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t number) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
  int before_;
};

/// All files of one run. Ids and references stay valid as long as this lives.
class Files {
 public:
  FileId add(std::string path, std::string text, int before = 0);
  [[nodiscard]] const File& operator[](FileId id) const;
  [[nodiscard]] std::size_t size() const { return files_.size(); }

  /// The text of a span, clamped to its file.
  [[nodiscard]] std::string_view text(Span span) const;
  /// Where a span begins.
  [[nodiscard]] Place place(Span span) const { return (*this)[span.file].place(span.begin); }

 private:
  std::deque<File> files_;
};

}  // namespace writ::source
