// One intent as a line of JSON.
#include <writ/core/intent_line.h>

#include <writ/core/json_reader.h>

namespace writ {

std::optional<IntentLine> parse_intent_line(std::string_view line, Problems& problems) {
  static constexpr JsonKey keys[] = {"at", "intent", "payload", "subject"};
  const std::size_t before = problems.size();
  JsonReader in(line, problems);
  const Where root;
  IntentLine read;
  std::string_view text;
  JsonObject object(in, root, keys);
  while (object.next()) {
    if (object.field() != 1 && in.null()) continue;
    switch (object.field()) {
      case 0: in.instant(object.here(), read.at.emplace()); break;
      case 1:
        if (in.string(object.here(), text)) read.intent = text;
        break;
      case 2: in.raw(object.here(), read.payload); break;
      default:
        if (in.string(object.here(), text)) read.subject = text;
        break;
    }
  }
  object.finish(0b0010);
  in.end();
  if (problems.size() != before) return std::nullopt;
  return read;
}

}  // namespace writ
