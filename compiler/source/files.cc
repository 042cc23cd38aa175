#include "compiler/source/files.h"

#include <algorithm>
#include <utility>

namespace writ::source {

namespace {

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

File::File(std::string path, std::string text, int before)
    : path_(std::move(path)), text_(std::move(text)), before_(before) {
  // A byte order mark is not part of the first line: editors do not count it as a column.
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  line_begins_.push_back(std::string_view(text_).starts_with(mark) ? 3U : 0U);
  for (std::size_t i = text_.find('\n'); i != std::string::npos; i = text_.find('\n', i + 1)) {
    line_begins_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::uint32_t File::line_of(std::uint32_t offset) const {
  const auto above = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const std::ptrdiff_t line = std::max<std::ptrdiff_t>(above - line_begins_.begin(), 1);
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(line + before_, 1));
}

Place File::place(std::uint32_t offset) const {
  const std::size_t byte = std::min<std::size_t>(offset, text_.size());
  const std::uint32_t number = line_of(static_cast<std::uint32_t>(byte));
  const std::uint32_t begin = line_begin(number);
  std::uint32_t column = 1;
  for (std::size_t i = begin; i < byte; ++i) column += !continues_code_point(text_[i]);
  // Inside a code point: its own column, not the next one's.
  if (byte > begin && byte < text_.size() && continues_code_point(text_[byte])) --column;
  return {number, std::max(column, 1U)};
}

std::string_view File::line(std::uint32_t number) const {
  const std::int64_t index = std::int64_t{number} - 1 - before_;
  const auto count = static_cast<std::int64_t>(line_begins_.size());
  if (number == 0 || index < 0 || index >= count) return {};
  const std::size_t begin = line_begins_[static_cast<std::size_t>(index)];
  const std::size_t end =
      index + 1 < count ? line_begins_[static_cast<std::size_t>(index) + 1] - 1U : text_.size();
  std::string_view text = std::string_view(text_).substr(begin, end - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::uint32_t File::line_begin(std::uint32_t number) const {
  const std::int64_t index = std::int64_t{number} - 1 - before_;
  if (number == 0 || index < 0) return line_begins_.front();
  if (index >= static_cast<std::int64_t>(line_begins_.size()))
    return static_cast<std::uint32_t>(text_.size());
  return line_begins_[static_cast<std::size_t>(index)];
}

FileId Files::add(std::string path, std::string text, int before) {
  files_.emplace_back(std::move(path), std::move(text), before);
  return static_cast<FileId>(files_.size() - 1);
}

const File& Files::operator[](FileId id) const { return files_.at(static_cast<std::size_t>(id)); }

std::string_view Files::text(Span span) const {
  const std::string_view text = (*this)[span.file].text();
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text.size());
  return text.substr(begin, end - begin);
}

}  // namespace writ::source
