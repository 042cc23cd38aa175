// Reading: the members of JSON-RPC's messages and of what the methods take.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <writ/mcp/server.h>

namespace writ::mcp {

namespace detail {

/// What a method answers.
struct Reply {
  std::string result{};   ///< JSON; empty: an error
  int code = 0;           ///< of an error
  std::string message{};  ///< of an error; nothing that somebody else wrote

  /// An answer that is an error.
  static Reply error(int code, std::string message) { return {{}, code, std::move(message)}; }
};

/// A message as it came. Views are into its line.
struct Message {
  std::string_view id;      ///< JSON: a string or a number; empty of a notification
  std::string method;       ///< empty of an answer to somebody's request
  std::string_view params;  ///< JSON of an object; empty for none
  int code = 0;             ///< why it is none: an error of JSON-RPC; 0: it is one
  std::string_view wrong;   ///< the same in words
};

}  // namespace detail

/// Reads a line. Its views are into it.
[[nodiscard]] detail::Message read_message(std::string_view line);

/// What `initialize` takes.
struct InitializeParams {
  std::string version;  ///< of the protocol
};
/// Nothing where the text is of another form, as in all of these.
[[nodiscard]] std::optional<InitializeParams> read_initialize(std::string_view params);
/// What `tools/call` takes.
struct CallParams {
  std::string name;            ///< of the tool
  std::string_view arguments;  ///< JSON of an object
};
/// Reads them.
[[nodiscard]] std::optional<CallParams> read_call(std::string_view params);
/// What is taken where something is listed.
struct ListParams {
  bool has_cursor = false;  ///< it is not the first page that is wanted
};
/// Reads them.
[[nodiscard]] std::optional<ListParams> read_list(std::string_view params);
/// What `resources/read` takes.
struct ResourceParams {
  std::string uri;  ///< of the resource
};
/// Reads them.
[[nodiscard]] std::optional<ResourceParams> read_resource_params(std::string_view params);

}  // namespace writ::mcp
