#include "compiler/source/render_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/source/printable.h"

namespace writ::source {

namespace {

using Json = nlohmann::ordered_json;

void put_place(Json& object, const Files& files, const Label& label) {
  const File& file = files[label.span.file];
  const Place begin = file.place(label.span.begin);
  const Place end = file.place(std::max(label.span.begin, label.span.end));
  object["file"] = printable(file.path());
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["end_line"] = end.line;
  object["end_column"] = end.column;
  object["label"] = printable(label.text);
}

}  // namespace

std::string render_json(const Files& files, const Sink& sink) {
  Json all = Json::array();
  for (const Diagnostic& diagnostic : sink.sorted()) {
    Json object;
    object["name"] = diagnostic.kind->name;
    object["severity"] = diagnostic.kind->severity == Severity::Error ? "error" : "warning";
    object["message"] = printable(diagnostic.message);
    put_place(object, files, diagnostic.primary);
    object["secondary"] = Json::array();
    for (const Label& label : diagnostic.secondary) {
      Json other;
      put_place(other, files, label);
      object["secondary"].push_back(std::move(other));
    }
    object["helps"] = Json::array();
    for (const std::string& help : diagnostic.helps) object["helps"].push_back(printable(help));
    all.push_back(std::move(object));
  }
  return all.dump(2) + "\n";
}

}  // namespace writ::source
