/// Is a text JSON? As strictly as payloads are read, without a contract.
#pragma once

#include <string_view>

#include <writ/core/outcome.h>

namespace writ::json {

/// Is it one value in the sense of RFC 8259, with nothing behind it: at most 1 MiB of valid UTF-8,
/// 64 levels deep? What a member or a number means is not asked: names may be there twice, numbers
/// may be of any size. Allocates nothing but for strings with escapes; any thread may call it.
[[nodiscard]] bool well_formed(std::string_view text);
/// The same; what is wrong, and where, is added to `problems`.
[[nodiscard]] bool well_formed(std::string_view text, Problems& problems);

}  // namespace writ::json
