// JSON in: the members of objects, in the expected order and in any other, and elements of arrays.
#include <writ/core/json_reader.h>

#include <algorithm>

namespace writ {

/// Of a key of more than sixteen bytes at `p`: the rest.
bool JsonReader::goes_on(const char* p, const JsonKey& key) const {
  if (static_cast<std::size_t>(end_ - p) < key.size) return false;
  const std::string_view rest = key.name.substr(std::min<std::size_t>(15, key.name.size()));
  const char* const behind = p + key.size - 2;
  return std::memcmp(p + 16, rest.data(), rest.size()) == 0 && behind[0] == '"' && behind[1] == ':';
}

bool JsonReader::free_key(std::string_view& out) {
  if (!key(out)) return false;
  need(':', "':'");
  return !broken_;
}

/// Which of the keys follows, consumed with its colon; how many there are when it was none of them,
/// and skipped.
std::size_t JsonReader::search(const Where& object, std::span<const JsonKey> keys,
                               Unknown unknown) {
  skip_space();
  const char* const begin = p_;
  std::string_view name;
  if (!free_key(name)) return keys.size();
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].name == name) return i;
  if (unknown == Unknown::Refused) this->unknown(object, name, begin, keys);
  skip();
  return keys.size();
}

std::size_t JsonReader::member(const Where& object, std::span<const JsonKey> keys,
                               std::uint64_t seen, bool is_first, Unknown unknown) {
  for (;; is_first = false) {
    if (is_first ? eat('}') : !eat(',')) {
      if (!is_first) need('}', "',' or '}'");
      leave();
      return keys.size();
    }
    const std::size_t found = search(object, keys, unknown);
    if (found == keys.size()) continue;
    if ((seen >> found & 1U) == 0) return found;
    duplicate({&object, &keys[found], {}, 0, p_});
  }
}

std::size_t JsonReader::kind(const Where& at, std::span<const std::string_view> names,
                             const ValueRule& rule) {
  skip_space();
  if (p_ == end_ || *p_ != '{') return wrong_type(at, "object"), names.size();
  const char* const start = p_;
  const int depth = depth_;
  const std::size_t found = find_kind(at, names, rule);
  if (broken_) return names.size();
  p_ = start;
  depth_ = depth;
  if (found == names.size()) skip();
  return found;
}

/// From the `{` on to the first member `kind`, and no further. What stands before it is skipped:
/// who reads the object afterwards looks at it.
std::size_t JsonReader::find_kind(const Where& at, std::span<const std::string_view> names,
                                  const ValueRule& rule) {
  static constexpr JsonKey key("kind");
  Where member{&at, &key, {}, 0, at.text};
  std::string_view text;
  if (!enter('{')) return names.size();
  if (!eat('}')) {
    do {
      if (!free_key(text)) return names.size();
      if (text == "kind") {
        member.text = p_;
        if (!string(member, text)) return names.size();
        for (std::size_t i = 0; i < names.size(); ++i)
          if (names[i] == text) return i;
        problem(member, rule);
        return names.size();
      }
      skip();
    } while (eat(','));
    need('}', "',' or '}'");
  }
  missing(member);
  return names.size();
}

bool JsonReader::slow_enter(char open) {
  if (!eat(open)) return false;
  if (++depth_ <= max_depth) return true;
  return fail("at most 64 levels"), false;
}

/// Which of the keys is at `p`, as far as sixteen bytes tell; `keys.size()` for none. All of them
/// are compared: a branch less that the order of the keys could mislead.
std::size_t JsonReader::which(const char* p, std::span<const JsonKey> keys) {
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) all |= std::uint64_t{begins_with(p, keys[i])} << i;
  return all == 0 ? keys.size() : static_cast<std::size_t>(std::countr_zero(all));
}

std::size_t JsonReader::usual_member(std::span<const JsonKey> keys, bool is_first) {
  const char* p = p_;
  if (end_ - p < least_member || (!is_first && *p++ != ',')) return keys.size();
  p = behind_blank(p);
  const std::size_t found = which(p, keys);
  if (found == keys.size() || (keys[found].size > 16 && !goes_on(p, keys[found])))
    return keys.size();
  p += keys[found].size;
  p_ = p == end_ ? p : behind_blank(p);
  return found;
}

/// To another member than the expected one, or to the end.
bool JsonObject::other() {
  if (!open_) return false;
  bool is_first = !here_.text;
  if (!is_first && in_.closes()) return open_ = false;
  std::size_t found = in_.usual_member(keys_, is_first);
  if (found < keys_.size() && has(found)) {
    in_.duplicate({&at(), &keys_[found], {}, 0, in_.position()});
    found = keys_.size();
    is_first = false;
  }
  if (found == keys_.size()) found = in_.member(at(), keys_, seen_, is_first, unknown_);
  if (found == keys_.size()) return open_ = false;
  arrive(found, in_.position());
  return true;
}

bool JsonArray::slow_next() {
  if (!open_) return false;
  if (++element_ == 0 ? !in_.eat(']') : in_.eat(',')) {
    text_ = in_.position();
    if (element_ < max_) return true;
    in_.too_many(at_, rule_);
  } else if (element_ != 0) {
    in_.need(']', "',' or ']'");
  }
  in_.leave();
  return open_ = false;
}

bool JsonEntries::next() {
  if (!open_) return false;
  if (count_ == 0 ? !in_.eat('}') : in_.eat(',')) {
    std::string_view key;
    if (count_ == max_) {
      in_.too_many_entries(at_, rule_);
    } else if (in_.free_key(key)) {
      key_ = key;
      text_ = in_.position();
      ++count_;
      return true;
    }
  } else if (count_ != 0) {
    in_.need('}', "',' or '}'");
  }
  in_.leave();
  return open_ = false;
}

}  // namespace writ
