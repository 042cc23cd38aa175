#include <catch2/catch.hpp>

#include <writ/core/draw.h>

using writ::Fault;
using writ::FaultKind;
using writ::Moment;

TEST_CASE("core/draw: what is drawn never changes, for stored steps are taken again") {
  Fault fault;
  const Moment moment{.now = {}, .version = 3, .subject = {}, .correlation_id = {}, .seed = 7U};
  CHECK(to_string(draw_uuid(moment, 2, fault)) == "1c88af6e-a3bd-4fa2-a590-8c41b5330312");
  CHECK(draw_int(moment, 2, -1'000'000'000'000'000'000, 1'000'000'000'000'000'000, fault) ==
        -943'913'880'376'975'455);
  Moment zero;
  zero.seed = 0U;
  CHECK(to_string(draw_uuid(zero, 0, fault)) == "0f58a68d-c87e-4942-8a93-f5475f03d438");
  CHECK(draw_int(zero, 0, 1, 6, fault) == 1);
  CHECK_FALSE(fault);
}

TEST_CASE("core/draw: the widest range, one number, and none") {
  Moment moment;
  moment.seed = 3U;
  Fault fault;
  CHECK(draw_int(moment, 0, INT64_MIN, INT64_MAX, fault) !=
        draw_int(moment, 1, INT64_MIN, INT64_MAX, fault));
  CHECK(draw_int(moment, 0, INT64_MAX, INT64_MAX, fault) == INT64_MAX);
  CHECK_FALSE(fault);
  CHECK(draw_int(moment, 0, 2, 1, fault) == 0);
  CHECK(fault.kind() == FaultKind::NothingThere);
  Fault no_seed;
  CHECK(draw_uuid(Moment{}, 0, no_seed) == writ::Uuid{});
  CHECK(no_seed.kind() == FaultKind::NoSeed);
}
