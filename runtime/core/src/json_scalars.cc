// What JSON writes as a string, and is none: times, identifiers, bytes.
#include <writ/core/json_reader.h>

namespace writ {

bool JsonReader::instant(const Where& at, Instant& out) {
  std::string_view text;
  if (!string(at, text)) return false;
  if (parse(text, out)) return true;
  problem(at, "format", "an instant as in RFC 3339: 2026-11-21T09:00:00Z");
  return false;
}

bool JsonReader::duration(const Where& at, Duration& out) {
  std::string_view text;
  if (!string(at, text)) return false;
  if (parse(text, out)) return true;
  problem(at, "format", "a duration as in ISO 8601: PT1H30M");
  return false;
}

bool JsonReader::date(const Where& at, Date& out) {
  std::string_view text;
  if (!string(at, text)) return false;
  if (parse(text, out)) return true;
  problem(at, "format", "a date as in RFC 3339: 2026-11-21");
  return false;
}

bool JsonReader::uuid(const Where& at, Uuid& out) {
  std::string_view text;
  if (!string(at, text)) return false;
  if (parse(text, out)) return true;
  problem(at, "format", "a UUID: f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  return false;
}

bool JsonReader::bytes(const Where& at, Bytes& out) {
  std::string_view text;
  if (!string(at, text)) return false;
  if (parse_base64(text, out)) return true;
  problem(at, "format", "base64 with padding (RFC 4648)");
  return false;
}

}  // namespace writ
