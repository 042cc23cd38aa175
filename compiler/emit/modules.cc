#include "compiler/emit/modules.h"

#include <utility>

#include "compiler/emit/names.h"

namespace writ::emit {

using model::Contract;
using model::ModuleId;
using model::Type;

namespace {

/// Collects the modules of all that is named.
class Named {
 public:
  explicit Named(const Contract& contract) : contract_(contract) {}

  void type(model::TypeId id) {
    const Type& type = contract_.type(id);
    switch (type.kind) {
      case Type::Kind::Enum:
        found_.insert(contract_.enumerations[model::index(type.enumeration)].module);
        return;
      case Type::Kind::Record: found_.insert(contract_.record(type.record).module); return;
      case Type::Kind::Variant: found_.insert(contract_.variant(type.variant).module); return;
      case Type::Kind::Map: this->type(type.key); [[fallthrough]];
      case Type::Kind::Optional:
      case Type::Kind::Set:
      case Type::Kind::List: this->type(type.element); return;
      default: return;
    }
  }

  void expr(const model::Expr& expr) {
    type(expr.type);
    const auto number = static_cast<std::size_t>(expr.number);
    if (expr.kind == model::ExprKind::Constant) found_.insert(contract_.constants[number].module);
    if (expr.kind == model::ExprKind::Call) found_.insert(contract_.functions[number].module);
    for (const model::Expr& operand : expr.operands) this->expr(operand);
  }

  void function(const model::Function& function) {
    type(function.result);
    for (const model::Parameter& parameter : function.parameters) type(parameter.type);
    expr(function.value);
  }

  [[nodiscard]] std::set<ModuleId> all() && { return std::move(found_); }

 private:
  const Contract& contract_;
  std::set<ModuleId> found_;
};

Facts item(const char* name, std::string value) { return Facts().text(name, std::move(value)); }

}  // namespace

std::set<ModuleId> modules_used(const Contract& contract, ModuleId by) {
  std::set<ModuleId> used;
  if (by == ModuleId{}) {
    for (std::size_t i = 1; i < contract.modules.size(); ++i) used.insert(static_cast<ModuleId>(i));
    return used;
  }
  Named named(contract);
  for (const model::Record& record : contract.records)
    if (record.module == by)
      for (const model::Field& field : record.fields) named.type(field.type);
  for (const model::Constant& constant : contract.constants)
    if (constant.module == by) named.type(constant.type);
  for (const model::Function& function : contract.functions)
    if (function.module == by) named.function(function);
  used = std::move(named).all();
  used.erase(by);
  return used;
}

std::vector<Facts> module_headers(const Contract& contract, const std::set<ModuleId>& modules) {
  std::set<std::string> names;
  for (const ModuleId id : modules) names.insert(contract.modules[model::index(id)].name);
  std::vector<Facts> out;
  for (const std::string& name : names) out.push_back(item("header", name + ".writ.h"));
  return out;
}

std::vector<Facts> module_types(const Contract& contract, const std::set<ModuleId>& modules) {
  std::set<std::string> names;
  const auto add = [&](ModuleId of, const std::string& name) {
    if (modules.contains(of))
      names.insert(namespace_name(contract.modules[model::index(of)].name) +
                   "::" + type_identifier(name));
  };
  for (const model::Enumeration& e : contract.enumerations) add(e.module, e.name);
  for (const model::Record& r : contract.records)
    if (r.kind == model::Record::Kind::Named) add(r.module, r.name);
  for (const model::Variant& v : contract.variants) add(v.module, v.name);
  std::vector<Facts> out;
  for (const std::string& name : names) out.push_back(item("name", name));
  return out;
}

}  // namespace writ::emit
