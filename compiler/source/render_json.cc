#include "compiler/source/render_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/source/printable.h"

namespace writ::source {

namespace {

using Json = nlohmann::ordered_json;

void put_place(Json& object, const Files& files, Span span) {
  const File& file = files[span.file];
  const Place begin = file.place(span.begin);
  const Place end = file.place(std::max(span.begin, span.end));
  object["file"] = printable(file.path());
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["end_line"] = end.line;
  object["end_column"] = end.column;
}

void put_label(Json& object, const Files& files, const Label& label) {
  put_place(object, files, label.span);
  object["label"] = printable(label.text);
}

Json fix_of(const Files& files, const Diagnostic& diagnostic) {
  Json edits = Json::array();
  for (const Edit& edit : diagnostic.edits) {
    Json object;
    put_place(object, files, edit.span);
    object["begin"] = edit.span.begin;
    object["end"] = edit.span.end;
    object["text"] = edit.text;
    edits.push_back(std::move(object));
  }
  return edits;
}

}  // namespace

std::string render_json(const Files& files, const Sink& sink) {
  Json all = Json::array();
  for (const Diagnostic& diagnostic : sink.sorted()) {
    Json object;
    object["name"] = diagnostic.kind->name;
    object["severity"] = diagnostic.kind->severity == Severity::Error ? "error" : "warning";
    object["message"] = printable(diagnostic.message);
    put_label(object, files, diagnostic.primary);
    object["secondary"] = Json::array();
    for (const Label& label : diagnostic.secondary) {
      Json other;
      put_label(other, files, label);
      object["secondary"].push_back(std::move(other));
    }
    object["helps"] = Json::array();
    for (const std::string& help : diagnostic.helps) object["helps"].push_back(printable(help));
    if (!diagnostic.edits.empty()) object["fix"] = fix_of(files, diagnostic);
    all.push_back(std::move(object));
  }
  return all.dump(2) + "\n";
}

}  // namespace writ::source
