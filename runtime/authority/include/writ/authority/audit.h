/// A hook that writes every entry into a file.
#pragma once

#include <memory>
#include <utility>

#include <writ/authority/audit_file.h>
#include <writ/authority/hook.h>

namespace writ {

/// Every step and every proposal, whatever became of it. When the file cannot be written `on_error`
/// of all hooks is told, and steps go on: what must be stored before it counts is a store's matter.
class Audit final : public Hook {
 public:
  /// Writes to this file; keeps it.
  explicit Audit(std::shared_ptr<AuditFile> file) : file_(std::move(file)) {}
  [[nodiscard]] std::string_view name() const override { return "audit"; }
  void after_dispatch(const LogEntry& entry) override { file_->add(entry); }
  void after_commit(const LogEntry& entry) override {
    if (entry.action == Action::Advance) file_->add(entry);
  }
  void after_propose(const LogEntry& entry) override { file_->add(entry); }

 private:
  std::shared_ptr<AuditFile> file_;
};

}  // namespace writ
