/// Unix domain sockets on which servers listen for the person who decides. Only processes of the
/// same user reach them: the folder and the sockets are closed to others, and who calls is asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace writ::cli {

/// A socket, or why there is none. Closes nothing by itself.
struct DeskSocket {
  int file = -1;
  std::string path;
  std::string problem;  ///< empty; else what is wrong, with the path
};

/// Listens at this path; at one of its own in the folder of all servers if it is empty: then `name`
/// and the number of the process are the name. What a server left there that is no more is removed.
[[nodiscard]] DeskSocket listen_at(const std::string& path, std::string_view name);
/// Who calls next, if it is a process of this user; -1 for nobody. Reading and writing wait for
/// nothing.
[[nodiscard]] int accept_caller(int listening);

/// The servers of this user that answer, by their paths in order; with a name only those that have
/// it. What is left of others is removed.
[[nodiscard]] std::vector<std::string> running_desks(std::string_view name);
/// Calls a server of this user.
[[nodiscard]] DeskSocket call_desk(const std::string& path);
/// Is there a socket at this path?
[[nodiscard]] bool is_socket(const std::string& path);

/// What a contract's server is called after its file: `order` of `examples/order.writ`.
[[nodiscard]] std::string desk_name(std::string_view contract_path);

}  // namespace writ::cli
