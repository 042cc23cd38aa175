// `idempotent by`: the keys by which a repeat of an intent is known, and for how long.
#include <utility>

#include "compiler/sema/expr.h"
#include "compiler/sema/names.h"
#include "compiler/sema/types.h"
#include "compiler/sema/words.h"
#include "compiler/sema/workspace.h"

namespace writ::sema {

using Kind = model::Type::Kind;

namespace {

class Keys {
 public:
  explicit Keys(Workspace& work) : work_(work), constants_(work, {Site::Constant, 0, {}, {}, {}}) {}

  std::optional<model::Idempotent> of(const syntax::Idempotent& written, model::RecordId payload) {
    model::Idempotent key;
    key.span = written.span;
    bool is_right = find(written.path, payload, key);
    if (written.period) is_right &= keep_for(*written.period, key);
    return is_right ? std::optional(std::move(key)) : std::nullopt;
  }

 private:
  /// From the payload down to a value that can be compared and is told to nobody as a secret.
  bool find(const std::vector<syntax::Name>& path, model::RecordId payload,
            model::Idempotent& key) {
    key.type = work_.types.record(payload);
    for (const syntax::Name& name : path) {
      const auto index = find_field(work_, work_.types[key.type], name);
      if (!index) return false;
      const model::RecordId record = work_.types[key.type].record;
      const model::Field& field = work_.contract.record(record).fields[*index];
      if (field.type == no_type) return false;
      if (field.secret) {
        work_.sink.report(diag::secret_escapes("a key"), name.span,
                          "a key is remembered, and a refusal points at it");
        return false;
      }
      key.key.push_back(static_cast<std::uint32_t>(*index));
      key.type = field.type;
    }
    if (may_be_key(work_.types[key.type].kind)) return true;
    work_.sink.report(diag::type_mismatch(key_types, work_.types.quoted(key.type)),
                      path.back().span);
    return false;
  }

  bool keep_for(const syntax::Expr& written, model::Idempotent& key) {
    Result period = constants_.of(written, work_.types.simple(Kind::Duration));
    if (period) period = evaluated(work_, *period);
    if (!period) return false;
    key.period = period->number;
    if (period->number > 0) return true;
    work_.sink.report(diag::empty_period(one_line(work_.input.files, written.span)), written.span,
                      "how long a key is remembered is a time that passes");
    return false;
  }

  Workspace& work_;
  Typer constants_;
};

}  // namespace

void build_keys_of_intents(Workspace& work) {
  Keys keys(work);
  for (model::Intent& intent : work.contract.intents) {
    const Declaration* declaration = find(std::as_const(work.names.types), intent.name, 0);
    const syntax::Intent& written = work.own().intents[declaration->index];
    if (written.idempotent) intent.idempotent = keys.of(*written.idempotent, intent.payload);
  }
}

}  // namespace writ::sema
