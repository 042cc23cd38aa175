/// Whole files. Besides it only growing.h, and the socket of `writ approve`, touch the disk.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace writ::cli {

struct FileText {
  std::string text;
  std::string problem;     ///< empty; else why it cannot be read: "No such file or directory"
  bool too_large = false;  ///< it has more than `limit` bytes; not read
};

/// Reads a whole file, `-` for standard input. Never more than `limit` bytes.
[[nodiscard]] FileText read_file(const std::string& path, std::size_t limit);

/// The same, but a pipe, a device or a folder is a problem, and is neither opened nor waited for.
[[nodiscard]] FileText read_regular_file(const std::string& path, std::size_t limit);

struct NewFile {
  std::string path;
  std::string text;
};

struct WriteResult {
  int exit_code = 0;        ///< Clean, CannotCreate or InputOutput
  std::string problem;      ///< what went wrong, with the path
  std::size_t changed = 0;  ///< files that were not as they should be, and are now
};

/// Writes all or nothing: first every new text beside its file, then all files are replaced.
/// A file that is right already is not touched. Folders are made. An interrupt waits until the end.
[[nodiscard]] WriteResult write_files(const std::vector<NewFile>& files);

/// The same for files that exist: links are followed, not replaced, and each file keeps its mode
/// and its owner. One that may not be written to, or is no ordinary file, is not replaced.
[[nodiscard]] WriteResult rewrite_files(const std::vector<NewFile>& files);

/// What somebody wants to have at a path: an ordinary file is replaced, links followed; what is
/// none – a device, a pipe – is written to as it is.
[[nodiscard]] WriteResult write_output(const std::string& path, const std::string& text);
/// Do two paths lead to one place? Of one that does not exist yet: are they written alike?
[[nodiscard]] bool is_same_file(const std::string& a, const std::string& b);

/// Writes the file anew even if it is right already: its time is what counts.
[[nodiscard]] WriteResult touch_file(const std::string& path);

}  // namespace writ::cli
