/// A contract in the interpreter, as the door for language models needs it.
///
/// In: a checked contract, and the machine to begin with. Never touches the disk.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <writ/mcp/machine.h>

#include "compiler/interpret/machine.h"
#include "compiler/interpret/read.h"
#include "compiler/schema/schema.h"
#include "compiler/source/files.h"

namespace writ::serve {

/// A copy of the machine that is given, which is changed by nobody else.
class Served final : public mcp::Machine {
 public:
  /// The files are those of the contract, and the tools of its own; the machine's program must
  /// outlive it, and the files.
  Served(const interpret::Machine& machine, const source::Files& files,
         const std::vector<schema::Tool>& tools);

  [[nodiscard]] const mcp::About& about() const override { return about_; }
  [[nodiscard]] const std::vector<mcp::Tool>& tools() const override { return tools_; }
  [[nodiscard]] std::vector<bool> permitted() const override;
  [[nodiscard]] const std::vector<mcp::Resource>& resources() const override { return resources_; }
  [[nodiscard]] std::optional<std::string> read(std::string_view path, Instant now) const override;
  void advance(Instant now) override { (void)machine_.advance(now); }
  [[nodiscard]] Instant next_deadline() const override;
  [[nodiscard]] mcp::Answer can(std::size_t tool, std::string_view json,
                                const Context& context) const override;
  mcp::Answer dispatch(std::size_t tool, std::string_view json, const Context& context) override;

 private:
  template <class Ask>
  mcp::Answer asked(std::size_t tool, std::string_view json, const Ask& ask) const;
  [[nodiscard]] bool is_read(model::IntentId intent) const;
  void refuse(mcp::Answer& answer, model::IntentId intent, const interpret::Refusal& refusal) const;
  [[nodiscard]] std::string_view guard_named(const std::string& name) const;
  [[nodiscard]] std::string_view place(source::Span span) const;
  [[nodiscard]] bool is_unborn() const;
  [[nodiscard]] std::string phase_json() const;
  [[nodiscard]] std::string events_json() const;
  [[nodiscard]] const model::Contract& contract() const { return machine_.program().contract(); }

  interpret::Machine machine_;
  const source::Files& files_;
  interpret::PayloadReader reader_;
  std::vector<model::IntentId> intents_;  // by the number of the tool
  mcp::About about_;
  std::vector<mcp::Tool> tools_;
  std::vector<mcp::Resource> resources_;
  mutable std::set<std::string> places_;  // lines of the contract, which refusals refer to
};

/// What is suggested as a JSON Merge Patch of the payload: `{"line":{"quantity":5}}`. Nothing where
/// it would tell a secret.
[[nodiscard]] std::string merge_patch(const model::Contract& contract, model::IntentId intent,
                                      interpret::Patch patch);

}  // namespace writ::serve
