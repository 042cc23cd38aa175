#include <writ/core/change.h>

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

void Changes::hidden_member(std::string_view name, bool has_changed) {
  if (!has_changed) return;
  if (found_.size() == most) return void(++left_out_);
  const Step step(*this, name);
  std::string stars;
  append_json(stars, hidden);
  found_.push_back({path_, stars, stars});
}

}  // namespace writ
