#include <poll.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include <writ/core/json_writer.h>
#include <writ/core/text.h>

#include "compiler/cli/commands.h"
#include "compiler/cli/desk_socket.h"
#include "compiler/cli/exit_code.h"
#include "compiler/source/printable.h"

namespace writ::cli {

namespace {

using nlohmann::json;
using source::printable;

/// The person at this terminal.
std::string own_name() {
  const passwd* const user = getpwuid(geteuid());
  return user ? user->pw_name : "user " + std::to_string(geteuid());
}

/// A text member, made safe to print; empty where there is none.
std::string text(const json& object, const char* member) {
  const auto found = object.is_object() ? object.find(member) : object.end();
  if (!object.is_object() || found == object.end() || !found->is_string()) return "";
  return printable(found->get<std::string>());
}

/// A number of seconds in words.
std::string span(const json& object, const char* member) {
  const auto found = object.find(member);
  const std::int64_t all =
      found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
  if (all < 120) return std::to_string(all) + " s";
  return all < 7'200 ? std::to_string(all / 60) + " min" : std::to_string(all / 3'600) + " h";
}

/// A line to a server, and what it answers.
class Desk {
 public:
  explicit Desk(const ApproveOptions& options, std::string path)
      : path_(std::move(path)), person_(options.person.empty() ? own_name() : options.person) {}

  /// An object; a discarded value and a complaint where none comes.
  json ask(std::string_view what, const std::string& id = {}) const {
    std::string line;
    {
      JsonMembers members(line);
      append_json(members["do"], what);
      if (!id.empty()) append_json(members["id"], id);
      append_json(members["as"], person_);
    }
    const DeskSocket called = call_desk(path_);
    if (called.file < 0) return complain("no server answers at " + called.problem), json();
    json answer = json::parse(exchange(called.file, line + "\n"), nullptr, false);
    close(called.file);
    if (answer.is_object()) return answer;
    complain("what listens at `" + path_ + "` gives no answer");
    return {};
  }

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  static std::string exchange(int file, const std::string& line) {
    constexpr std::size_t most = 64 << 20;
    constexpr int patience = 10'000;  // milliseconds
    std::string answer;
    if (send(file, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size()))
      return answer;
    char bytes[65'536];
    pollfd waits{file, POLLIN, 0};
    while (answer.size() < most && poll(&waits, 1, patience) > 0) {
      const ssize_t count = recv(file, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      answer.append(bytes, static_cast<std::size_t>(count));
      if (answer.ends_with('\n')) break;
    }
    return answer;
  }

  std::string path_;
  std::string person_;
};

/// In two lines; of what is long the beginning, unless all of it is wanted.
void print_proposal(const json& one, bool whole) {
  constexpr std::size_t most = 400;
  std::string payload = text(one, "payload");
  if (!whole && payload.size() > most) {
    const std::string all = std::to_string(payload.size());
    payload = std::string(utf8_prefix(payload, most)) + " ... (" + all + " bytes: `show` has all)";
  }

  std::printf("%s  %s  waits for %s, ends in %s\n    %s\n", text(one, "id").c_str(),
              text(one, "tool").c_str(), span(one, "waits").c_str(), span(one, "expires").c_str(),
              payload.c_str());
  if (const std::string why = text(one, "refused"); !why.empty())
    std::printf("    refused when it was accepted: %s\n", why.c_str());
}

void print_refusal(const json& refusal) {
  std::printf("refused %s: %s\n", text(refusal, "refused").c_str(),
              text(refusal, "message").c_str());
  const auto denials = refusal.find("denials");
  if (denials != refusal.end() && denials->is_array())
    for (const json& one : *denials)
      std::printf("  %s: %s  (%s)\n", text(one, "guard").c_str(), text(one, "message").c_str(),
                  text(one, "source").c_str());
}

/// What came of a request that a server refuses, or does not understand.
int print_no(const json& answer) {
  if (!answer.is_object()) return InputMissing;
  if (answer.contains("refusal")) {
    print_refusal(answer["refusal"]);
  } else {
    complain(text(answer, "error"));
  }
  return Findings;
}

bool is_good(const json& answer) {
  return answer.is_object() && answer.value("ok", json()).is_boolean() && answer.value("ok", false);
}

std::vector<json> waiting(const json& answer) {
  const auto found = answer.find("proposals");
  if (found == answer.end() || !found->is_array()) return {};
  return {found->begin(), found->end()};
}

int list(const Desk& desk) {
  const json answer = desk.ask("list");
  if (!is_good(answer)) return print_no(answer);
  const std::vector<json> all = waiting(answer);
  for (const json& one : all) print_proposal(one, false);
  if (all.empty()) std::printf("no proposal is waiting\n");
  return all.empty() ? Findings : Clean;
}

int show(const Desk& desk, const std::string& id) {
  const json answer = desk.ask("show", id);
  if (!is_good(answer)) return print_no(answer);
  print_proposal(answer.value("proposal", json::object()), true);
  const json would = answer.value("would", json::object());
  if (would.contains("refusal")) {
    std::printf("    now it would be ");
    print_refusal(would["refusal"]);
  } else {
    std::printf("    now it would be accepted\n");
  }
  return Clean;
}

int accept(const Desk& desk, const std::string& id) {
  const json answer = desk.ask("accept", id);
  if (!is_good(answer)) return print_no(answer);
  const json step = answer.value("step", json(0));
  std::printf("accepted: step %lld\n",
              static_cast<long long>(step.is_number_integer() ? step.get<std::int64_t>() : 0));
  for (const char* member : {"answer", "events"})
    if (const std::string what = text(answer, member); !what.empty() && what != "[]")
      std::printf("  %s: %s\n", member, what.c_str());
  return Clean;
}

int discard(const Desk& desk, const std::string& id) {
  const json answer = desk.ask("discard", id);
  if (!is_good(answer)) return print_no(answer);
  std::printf("discarded\n");
  return Clean;
}

/// One proposal after the other, on a terminal.
int decide_each(const Desk& desk) {
  const json answer = desk.ask("list");
  if (!is_good(answer)) return print_no(answer);
  const std::vector<json> all = waiting(answer);
  if (all.empty()) return std::printf("no proposal is waiting\n"), Findings;
  int exit_code = Clean;
  for (const json& one : all) {
    const std::string id = text(one, "id");
    if (show(desk, id) != Clean) continue;  // somebody else was faster
    std::string typed;
    while (typed != "y" && typed != "n" && typed != "s") {
      std::printf("accept %s? y: yes, n: discard it, s: skip it> ", id.c_str());
      std::fflush(stdout);
      if (!std::getline(std::cin, typed)) return std::printf("\n"), exit_code;
    }
    if (typed == "y") exit_code = worse(exit_code, accept(desk, id));
    if (typed == "n") exit_code = worse(exit_code, discard(desk, id));
  }
  return exit_code;
}

/// The one server that is meant; a complaint and an exit code where there is none, or several.
int find(const std::string& target, std::string& path) {
  path = target;
  if (is_socket(target)) return Clean;
  const std::string name = target.empty() ? "" : desk_name(target);
  const std::vector<std::string> all = running_desks(name);
  if (all.size() == 1) return path = all.front(), Clean;
  if (all.empty())
    return complain(target.empty() ? "no server is running" : "no server of `" + target + "` runs"),
           InputMissing;
  complain("several servers are running: say which");
  for (const std::string& one : all)
    std::fprintf(stderr, "  writ approve %s\n", printable(one).c_str());
  return Usage;
}

}  // namespace

int approve(const ApproveOptions& options) {
  std::string path;
  if (const int exit_code = find(options.target, path); exit_code != Clean) return exit_code;
  const Desk desk(options, path);
  if (options.what == "list") return list(desk);
  if (options.what == "show") return show(desk, options.id);
  if (options.what == "accept") return accept(desk, options.id);
  if (options.what == "discard") return discard(desk, options.id);
  return isatty(STDIN_FILENO) ? decide_each(desk) : list(desk);
}

}  // namespace writ::cli
