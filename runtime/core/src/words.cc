#include <writ/core/path.h>
#include <writ/core/text.h>
#include <writ/core/words.h>

namespace writ {

std::string pointer_step(std::string_view key) {
  std::string step;
  append_step(step, printable(utf8_prefix(key, 64)));
  return step;
}

std::string pointer_step(std::int64_t index) { return "/" + std::to_string(index); }

}  // namespace writ
