#include "runtime/mcp/src/message.h"

#include <writ/core/json_reader.h>

#include "runtime/mcp/src/said.h"

namespace writ::mcp {

namespace {

constexpr std::size_t most_id = 128;  // bytes, of what is sent back as it came

bool is_id(std::string_view json) {
  const char c = json.empty() ? 'n' : json.front();
  return json.size() <= most_id && (c == '"' || c == '-' || (c >= '0' && c <= '9'));
}

/// The members of an object that a method takes: those that it does not know are dropped, as the
/// protocol has it. `read` gets the number of a key, and where its value stands.
template <std::size_t N, class Read>
bool read_params(std::string_view json, const JsonKey (&keys)[N], std::uint64_t required,
                 Read read) {
  if (json.empty()) json = "{}";
  Problems problems;
  JsonReader in(json, problems);
  const Where top;
  JsonObject object(in, top, keys, Unknown::Dropped);
  while (object.next()) read(in, object.field(), object.here());
  object.finish(required);
  in.end();
  return problems.empty();
}

}  // namespace

detail::Message read_message(std::string_view line) {
  detail::Message message;
  const auto wrong = [&](int code, std::string_view why) {
    message.code = code;
    message.wrong = why;
    return message;
  };
  const std::size_t begin = line.find_first_not_of(" \t\r\n");
  if (begin != std::string_view::npos && line[begin] == '[')
    return wrong(invalid_request, "a batch is not part of this protocol: one message a line");
  static constexpr JsonKey keys[] = {"jsonrpc", "id", "method", "params", "result", "error"};
  Problems problems;
  JsonReader in(line, problems, Server::max_line);
  const Where top;
  std::string version;
  bool is_answer = false;
  bool has_id = false;
  {
    JsonObject object(in, top, keys, Unknown::Dropped);
    while (object.next()) {
      std::string_view other;
      switch (object.field()) {
        case 0: in.text(object.here(), version); break;
        case 1: has_id = in.raw(object.here(), message.id); break;
        case 2: in.text(object.here(), message.method); break;
        case 3: in.raw(object.here(), message.params); break;
        default: is_answer = in.raw(object.here(), other);
      }
    }
  }
  in.end();
  if (!is_id(message.id)) message.id = {};
  if (in.broken()) return wrong(parse_error, "this is no valid JSON, or nested too deeply");
  if (!problems.empty() || version != "2.0" || (has_id && message.id.empty()))
    return wrong(invalid_request, "this is no message of JSON-RPC 2.0");
  if (is_answer && message.method.empty()) return message;  // nobody asked
  if (message.method.empty()) return wrong(invalid_request, "a message needs a method");
  if (!message.params.empty() && message.params.front() != '{')
    return wrong(message.id.empty() ? 0 : invalid_params, "`params` has to be an object");
  return message;
}

std::optional<InitializeParams> read_initialize(std::string_view params) {
  static constexpr JsonKey keys[] = {"protocolVersion"};
  InitializeParams out;
  const bool good = read_params(params, keys, 1, [&](JsonReader& in, std::size_t, const Where& at) {
    in.text(at, out.version);
  });
  return good ? std::optional(out) : std::nullopt;
}

std::optional<CallParams> read_call(std::string_view params) {
  static constexpr JsonKey keys[] = {"name", "arguments"};
  CallParams out;
  const auto read = [&](JsonReader& in, std::size_t field, const Where& at) {
    if (field == 0) {
      in.text(at, out.name);
    } else {
      in.raw(at, out.arguments);
    }
  };
  if (!read_params(params, keys, 1, read)) return std::nullopt;
  if (out.arguments.empty()) out.arguments = "{}";
  if (out.arguments.front() != '{') return std::nullopt;
  return out;
}

std::optional<ListParams> read_list(std::string_view params) {
  static constexpr JsonKey keys[] = {"cursor"};
  ListParams out;
  const auto read = [&](JsonReader& in, std::size_t, const Where&) {
    in.skip();
    out.has_cursor = true;
  };
  return read_params(params, keys, 0, read) ? std::optional(out) : std::nullopt;
}

std::optional<ResourceParams> read_resource_params(std::string_view params) {
  static constexpr JsonKey keys[] = {"uri"};
  ResourceParams out;
  const bool good = read_params(
      params, keys, 1, [&](JsonReader& in, std::size_t, const Where& at) { in.text(at, out.uri); });
  return good ? std::optional(out) : std::nullopt;
}

}  // namespace writ::mcp
