#include <writ/core/json.h>

#include <writ/core/json_reader.h>

namespace writ::json {

bool well_formed(std::string_view text) {
  Problems problems;
  return well_formed(text, problems);
}

bool well_formed(std::string_view text, Problems& problems) {
  JsonReader in(text, problems);
  in.skip();
  in.end();
  return !in.broken();
}

}  // namespace writ::json
