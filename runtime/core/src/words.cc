#include <writ/core/path.h>
#include <writ/core/text.h>
#include <writ/core/words.h>

namespace writ {

void append_text(std::string& out, std::int64_t value) { out += std::to_string(value); }
void append_text(std::string& out, double value) { out += real_text(value); }
void append_text(std::string& out, Duration value) { out += duration_words(value); }
void append_text(std::string& out, const Uuid& value) { out += to_string(value); }
void append_text(std::string& out, const Bytes& value) { out += base64(value); }

std::string pointer_step(std::string_view key) {
  std::string step;
  append_step(step, printable(utf8_prefix(key, 64)));
  return step;
}

std::string pointer_step(std::int64_t index) { return "/" + std::to_string(index); }
std::string pointer_step(Date key) { return "/" + to_string(key); }
std::string pointer_step(Instant key) { return "/" + to_string(key); }
std::string pointer_step(const Uuid& key) { return "/" + to_string(key); }

}  // namespace writ
