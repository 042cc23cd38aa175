// A type with everything in it, read and written as generated code does: for the tests of JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <writ/core/flat_map.h>
#include <writ/core/json_reader.h>
#include <writ/core/json_writer.h>

namespace sample {

using writ::Problems;

struct Line {
  std::string sku;
  std::int64_t quantity = 0;
  writ::Decimal<2> price = {};
  std::optional<std::string> note = {};
  friend bool operator==(const Line&, const Line&) = default;
};

struct Order {
  std::string customer;
  std::vector<Line> lines;
  writ::FlatMap<std::string, std::int64_t> stock;
  bool open = false;
  writ::Instant paid_at = {};
  friend bool operator==(const Order&, const Order&) = default;
};

inline void read(writ::JsonReader& in, const writ::Where& at, std::string& out) {
  std::string_view text;
  if (in.string(at, text)) out = text;
}

inline void read(writ::JsonReader& in, const writ::Where& at, Line& out) {
  static constexpr writ::JsonKey keys[] = {"sku", "quantity", "price", "note"};
  writ::JsonObject object(in, at, keys);
  while (object.next()) {
    switch (object.field()) {
      case 0: read(in, object.here(), out.sku); break;
      case 1: in.integer(object.here(), out.quantity); break;
      case 2: in.decimal(object.here(), out.price); break;
      case 3:
        if (!in.null()) read(in, object.here(), out.note.emplace());
        break;
    }
  }
  object.finish(0b0111);
}

inline void read(writ::JsonReader& in, const writ::Where& at, Order& out) {
  static constexpr writ::JsonKey keys[] = {"customer", "lines", "stock", "open", "paid_at"};
  writ::JsonObject object(in, at, keys);
  while (object.next()) {
    const writ::Where here = object.here();
    switch (object.field()) {
      case 0: read(in, here, out.customer); break;
      case 1: {
        writ::JsonArray lines(in, here, 100);
        while (lines.next()) read(in, lines.here(), out.lines.emplace_back());
        break;
      }
      case 2: {
        writ::JsonEntries stock(in, here, 500);
        while (stock.next()) {
          if (out.stock.contains(stock.key())) {
            in.duplicate(stock.here());
          } else if (std::int64_t left = 0; in.integer(stock.here(), left)) {
            out.stock.insert({stock.key(), left});
          }
        }
        break;
      }
      case 3: in.boolean(here, out.open); break;
      case 4: in.instant(here, out.paid_at); break;
    }
  }
  object.finish(0b11111);
}

inline std::string to_json(const Order& order) {
  std::string out;
  {
    writ::JsonMembers members(out);
    writ::append_json(members["customer"], order.customer);
    {
      writ::JsonElements lines(members["lines"]);
      for (const Line& l : order.lines) {
        writ::JsonMembers line(lines.next());
        writ::append_json(line["sku"], l.sku);
        writ::append_json(line["quantity"], l.quantity);
        writ::append_json(line["price"], l.price);
        if (l.note) writ::append_json(line["note"], *l.note);
      }
    }
    {
      writ::JsonMembers stock(members["stock"]);
      for (const auto& [sku, left] : order.stock) writ::append_json(stock[sku], left);
    }
    writ::append_json(members["open"], order.open);
    writ::append_json(members["paid_at"], order.paid_at);
  }
  return out;
}

/// Reads from memory that ends with the text: whoever reads on is found by a sanitizer.
template <class Read>
Problems problems_of(std::string_view text, Read read_it) {
  const std::vector<char> exact(text.begin(), text.end());
  Problems problems;
  writ::JsonReader in({exact.data(), exact.size()}, problems);
  read_it(in);
  in.end();
  return problems;
}

inline Problems read_order(std::string_view text, Order& out) {
  return problems_of(text, [&out](writ::JsonReader& in) { read(in, writ::Where(), out); });
}

/// `path code` of each problem, a line each.
inline std::string summary(const Problems& problems) {
  std::string out;
  for (const writ::Problem& p : problems) {
    if (!out.empty()) out += "; ";
    out += p.path + " " + std::string(p.code);
  }
  return out;
}

inline const std::string document =
    R"({"customer":"Åsa \"A\" 😀",)"
    R"("lines":[{"sku":"ABC-0001","quantity":5,"price":2.50},)"
    R"({"sku":"ABC-0002","quantity":-1,"price":"90071992547409.92","note":"tab\tand\u0001"}],)"
    R"("stock":{"":0,"ABC-0001":9223372036854775807,"z/~":-9223372036854775808},)"
    R"("open":true,"paid_at":"2026-11-21T09:00:00.000001Z"})";

}  // namespace sample
