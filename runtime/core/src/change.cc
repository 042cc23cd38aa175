#include <writ/core/change.h>

#include <writ/core/text.h>

namespace writ {

namespace {

void shorten(std::optional<std::string>& json) {
  if (json && json->size() > Changes::longest)
    json = "\"(" + std::to_string(json->size()) + " bytes)\"";
}

}  // namespace

void Changes::shorten(Change& change) {
  writ::shorten(change.before);
  writ::shorten(change.after);
}

std::string Changes::shown_path() const {
  if (path_.size() <= longest_path) return path_;
  return std::string(utf8_prefix(path_, longest_path)) + "...";
}

void Changes::hidden_member(std::string_view name, bool has_changed) {
  if (!has_changed) return;
  if (found_.size() == most) return void(++left_out_);
  const Step step(*this, name);
  std::string stars;
  append_json(stars, hidden);
  found_.push_back({shown_path(), stars, stars});
}

}  // namespace writ
