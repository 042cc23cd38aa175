#include "compiler/log/show.h"

#include <writ/core/text.h>

namespace writ::log {

namespace {

using source::Painter;
using source::Style;

/// A text of the entry, safe to print; empty where there is none.
std::string text_at(const Members& entry, std::string_view name) {
  return printable(text_of(value_of(entry, name)));
}

/// `  name: value`, if there is one.
std::string line_of(const Members& entry, std::string_view member, const std::string& words) {
  const std::string text = text_at(entry, member);
  return text.empty() ? "" : "  " + words + text + "\n";
}

std::string outcome_of(const Members& entry, Painter paint) {
  const std::string outcome = text_at(entry, "outcome");
  const std::optional<Members> refusal = members_of(value_of(entry, "refusal"));
  if (!refusal) return paint(outcome == "failed" ? Style::Error : Style::Added, outcome);
  const std::string kind = text_at(*refusal, "refused");
  return paint(Style::Error, outcome == "refused" || outcome.empty() ? "refused " + kind : outcome);
}

std::string refusal_of(const Members& entry) {
  const std::optional<Members> refusal = members_of(value_of(entry, "refusal"));
  if (!refusal) return "";
  std::string out;
  for (const std::string_view one : elements_of(value_of(*refusal, "denials"))) {
    const std::optional<Members> denial = members_of(one);
    if (!denial) continue;
    const std::string guard = text_at(*denial, "guard");
    const std::string source = text_at(*denial, "source");
    out += "  " + (guard.empty() ? "" : guard + ": ") + text_at(*denial, "message") +
           (source.empty() ? "" : "  (" + source + ")") + "\n";
  }
  return out.empty() ? "  " + text_at(*refusal, "message") + "\n" : out;
}

std::string changes_of(const Members& entry, Painter paint) {
  std::string out;
  for (const std::string_view one : elements_of(value_of(entry, "changes"))) {
    const std::optional<Members> change = members_of(one);
    if (!change) continue;
    const auto side = [&](std::string_view name) {
      const std::string_view value = value_of(*change, name);
      return value.empty() ? std::string("nothing") : printable(value);
    };
    out += "  " + text_at(*change, "path") + ": " + paint(Style::Removed, side("before")) + " -> " +
           paint(Style::Added, side("after")) + "\n";
  }
  const std::string more = text_at(entry, "changes_left_out");
  return more.empty() ? out : out + "  and " + more + " more\n";
}

std::string paths_of(const Members& entry, std::string_view name) {
  std::string out;
  for (const std::string_view one : elements_of(value_of(entry, name)))
    out += (out.empty() ? "" : ", ") + printable(text_of(one));
  return out.empty() ? "" : "  " + std::string(name) + ": " + out + "\n";
}

}  // namespace

std::string shown(const Members& entry, Painter paint) {
  const auto behind = [&](std::string_view member, const std::string& before) {
    const std::string text = text_at(entry, member);
    return text.empty() ? "" : before + text;
  };
  const std::string action = text_at(entry, "action");
  std::string out = text_at(entry, "at") + behind("instance", "  ") + "  " +
                    (action == "dispatch" ? "" : action + " ") +
                    paint(Style::Strong, text_at(entry, "intent")) + behind("subject", " by ") +
                    (text_at(entry, "origin") == "proposer" ? " (proposer)" : "") + "  " +
                    outcome_of(entry, paint) + "\n";
  out += line_of(entry, "payload", "") + paths_of(entry, "proposed") + paths_of(entry, "suggested");
  out += refusal_of(entry) + line_of(entry, "refused_by", "refused by the hook ") +
         line_of(entry, "error", "failed: ");
  const std::string to = text_at(entry, "to");
  if (!to.empty()) out += "  phase: " + text_at(entry, "from") + " -> " + to + "\n";
  return out + changes_of(entry, paint);
}

}  // namespace writ::log
