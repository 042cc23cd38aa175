// The store at the point of no return: one that fails, one that throws, one that is slow, one that
// calls back, and the user's own SQLite transaction.
#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "orders.h"

namespace {

using writ::Appended;
using writ::Context;
using writ::RefusalKind;
using writ::Standing;

/// A store that answers as it is told, and remembers what it was asked.
class Told final : public writ::Store {
 public:
  explicit Told(std::function<Appended(const writ::Step&)> answer) : answer_(std::move(answer)) {}
  Appended append(const writ::Step& step) override {
    versions.push_back(step.version);
    return answer_(step);
  }
  std::vector<std::uint64_t> versions;

 private:
  std::function<Appended(const writ::Step&)> answer_;
};

Context with(writ::Store& store, writ::Instant now = test::start) {
  Context context(now);
  context.store = &store;
  return context;
}

}  // namespace

TEST_CASE("stores: what a store refuses never happened") {
  Told store([](const writ::Step&) { return Appended::refused(); });
  order::Machine order = test::stocked();
  const order::Machine before = order;
  const std::string snapshot = order.snapshot();
  for (const order::Intent& intent : std::initializer_list<order::Intent>{
           test::add_line("ABC-0001", 2), order::Restock{.sku = "NEW-0001", .quantity = 1},
           order::Register{.name = "Ada"}, order::Cancel{}}) {
    const writ::Outcome outcome = order.dispatch(intent, with(store));
    CHECK(outcome.is(RefusalKind::StorageFailed));
    CHECK(order == before);
    CHECK(order.hash() == before.hash());
    CHECK(order.snapshot() == snapshot);
    CHECK(order.explain(intent, outcome, with(store)).message == "the store did not take the step");
  }
  CHECK(order.dispatch(test::add_line("ABC-0001", 2), test::start));  // and the next step can come
}

TEST_CASE("stores: a store sees each accepted step once, in order, and none that is refused") {
  std::vector<std::string> seen;
  Told store([&](const writ::Step& step) {
    CHECK(step.context->subject == "ann");
    CHECK(step.context->idempotency_key == "k");
    CHECK(step.context->correlation_id == "c");
    seen.push_back(std::string(name(order::IntentRef(step).kind())) +
                   to_json(order::IntentRef(step)));
    return Appended::done();
  });
  Context context = with(store);
  context.subject = "ann";
  context.idempotency_key = "k";
  context.correlation_id = "c";
  order::Machine order(test::start);
  CHECK(order.dispatch(order::Restock{.sku = "ABC-0001", .quantity = 3}, context));
  CHECK_FALSE(order.dispatch(test::add_line("ABC-0001", 4), context));
  CHECK_FALSE(order.dispatch(order::Ship{}, context));
  CHECK(order.can(test::add_line("ABC-0001", 1), context));  // asking asks no store
  CHECK(order.dispatch(test::add_line("ABC-0001", 3), context));
  CHECK(store.versions == std::vector<std::uint64_t>{1, 2});
  CHECK(seen == std::vector<std::string>{
                    R"(Restock{"sku":"ABC-0001","quantity":3})",
                    R"(AddLine{"line":{"sku":"ABC-0001","quantity":3,"price":{"amount":2.50,)"
                    R"("currency":"EUR"}}})"});
}

TEST_CASE("stores: time never goes back") {
  std::vector<writ::Instant> times;
  Told store([&](const writ::Step& step) {
    times.push_back(step.now);
    return Appended::done();
  });
  order::Machine order(writ::Instant{10});
  for (const std::int64_t at : {20, 5, 30})
    CHECK(order.dispatch(order::Register{.name = "Ada"}, with(store, {at})));
  CHECK(times == std::vector<writ::Instant>{{20}, {20}, {30}});
  CHECK(order.now() == writ::Instant{30});
}

TEST_CASE("stores: an exception leaves the machine as it was, and ready") {
  Told store([](const writ::Step&) -> Appended { throw std::runtime_error("disk on fire"); });
  order::Machine order = test::stocked();
  const order::Machine before = order;
  CHECK_THROWS_AS((void)order.dispatch(test::add_line("ABC-0001", 2), with(store)),
                  std::runtime_error);
  CHECK(order == before);
  CHECK(order.standing() == Standing::Ready);
  CHECK(order.dispatch(test::add_line("ABC-0001", 2), test::start));
}

TEST_CASE("stores: a machine is busy while its store is at work") {
  order::Machine order = test::stocked();
  writ::Outcome inside = writ::Outcome::accepted();
  Told store([&](const writ::Step&) {
    inside = order.dispatch(order::Cancel{}, test::start);
    CHECK_FALSE(order.can(order::Cancel{}, test::start));
    return Appended::done();
  });
  CHECK(order.dispatch(test::add_line("ABC-0001", 1), with(store)));
  CHECK(inside.is(RefusalKind::Busy));
  CHECK(order.phase() == order::Phase::Draft);
}

TEST_CASE("stores: a slow store gives a ticket, and until it is settled the machine is busy") {
  Told store([](const writ::Step&) { return Appended::later(7); });
  order::Machine order = test::stocked();
  const std::string durable = order.snapshot();
  const writ::Outcome outcome = order.dispatch(test::add_line("ABC-0001", 2), with(store));
  CHECK(outcome.status() == writ::Status::Pending);
  CHECK(outcome.ticket() == 7);
  CHECK_FALSE(outcome);
  CHECK(order.state().lines.size() == 1);
  CHECK(order.dispatch(order::Cancel{}, test::start).is(RefusalKind::Busy));
  const auto answer = order.dispatch("Cancel", "{}", test::start);
  CHECK(answer.refusal.kind == RefusalKind::Busy);
  CHECK_FALSE(order.settle(8, true));
  CHECK(order.standing() == Standing::Pending);

  SECTION("it lasts") {
    CHECK(order.settle(7, true));
    CHECK_FALSE(order.settle(7, true));
    CHECK(order.dispatch(order::Cancel{}, test::start));
  }
  SECTION("it is lost, and only a restore helps") {
    CHECK(order.settle(7, false));
    CHECK(order.dispatch(order::Cancel{}, test::start).status() == writ::Status::Unknown);
    CHECK(order.dispatch("Cancel", "{}", test::start).outcome == writ::Outcome::unknown());
    CHECK(order.standing() == Standing::Unknown);
    CHECK(order.restore(durable));
    CHECK(order.state().lines.empty());
    CHECK(order.dispatch(order::Cancel{}, test::start));
  }
}

// --- SQLite --------------------------------------------------------------------------------------

namespace {

struct Close {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Database = std::unique_ptr<sqlite3, Close>;

void run(const Database& db, const std::string& sql) {
  REQUIRE(sqlite3_exec(db.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

Database open() {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
  Database owner(db);
  run(owner, "CREATE TABLE steps (version INTEGER PRIMARY KEY, intent TEXT, payload TEXT)");
  run(owner, "CREATE TABLE mails (body TEXT)");
  return owner;
}

/// A user's own transaction is a store of one method.
class Transaction final : public writ::Store {
 public:
  explicit Transaction(const Database& db) : db_(db) {}
  Appended append(const writ::Step& step) override {
    const order::IntentRef intent(step);
    const std::string payload = to_json(intent);
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(db_.get(), "INSERT INTO steps VALUES (?, ?, ?)", -1, &insert, nullptr);
    sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(step.version));
    sqlite3_bind_text(insert, 2, name(intent.kind()).data(),
                      static_cast<int>(name(intent.kind()).size()), SQLITE_TRANSIENT);
    sqlite3_bind_text(insert, 3, payload.data(), static_cast<int>(payload.size()),
                      SQLITE_TRANSIENT);
    const bool stored = sqlite3_step(insert) == SQLITE_DONE;
    sqlite3_finalize(insert);
    return stored ? Appended::done() : Appended::refused();
  }

 private:
  const Database& db_;
};

/// The machine that the table describes.
order::Machine replay(const Database& db) {
  order::Machine order(test::start);
  sqlite3_stmt* rows = nullptr;
  sqlite3_prepare_v2(db.get(), "SELECT intent, payload FROM steps ORDER BY version", -1, &rows,
                     nullptr);
  const auto text = [&](int column) {
    return std::string(reinterpret_cast<const char*>(sqlite3_column_text(rows, column)));
  };
  while (sqlite3_step(rows) == SQLITE_ROW) {
    const auto answer = order.dispatch(text(0), text(1), test::start);
    CHECK(answer);
  }
  sqlite3_finalize(rows);
  return order;
}

}  // namespace

TEST_CASE("stores: the user's own SQLite transaction") {
  const Database db = open();
  Transaction store(db);
  order::Machine order(test::start);

  run(db, "BEGIN");
  CHECK(order.dispatch(order::Restock{.sku = "ABC-0001", .quantity = 3}, with(store)));
  CHECK(order.dispatch(test::add_line("ABC-0001", 2), with(store)));
  CHECK_FALSE(order.dispatch(test::add_line("ABC-0001", 2), with(store)));
  run(db, "INSERT INTO mails VALUES ('thank you')");  // in the same transaction
  run(db, "COMMIT");
  CHECK(replay(db) == order);

  // What may be rolled back is tried on a copy, which is moved in after the commit.
  run(db, "BEGIN");
  order::Machine next = order;
  CHECK(next.dispatch(order::Cancel{}, with(store)));
  run(db, "ROLLBACK");
  CHECK(order.phase() == order::Phase::Draft);
  CHECK(replay(db) == order);

  run(db, "BEGIN");
  next = order;
  CHECK(next.dispatch(order::Cancel{}, with(store)));
  run(db, "COMMIT");
  order = std::move(next);
  CHECK(replay(db) == order);

  // A version that is there already: the store says no, and so does the machine.
  order::Machine twin = replay(db);
  run(db, "INSERT INTO steps VALUES (" + std::to_string(twin.version() + 1) + ", 'x', 'y')");
  order::Machine draft = test::stocked();
  CHECK(draft.dispatch(order::Register{.name = "Ada"}, with(store)).is(RefusalKind::StorageFailed));
}
