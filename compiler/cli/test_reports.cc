// What `writ test` says to programs: JUnit's XML, JSON, lcov's tracefiles.
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "compiler/cli/test_run.h"
#include "compiler/source/printable.h"

namespace writ::cli {

namespace {

using Json = nlohmann::ordered_json;

std::size_t line_of(const source::Files& files, source::Span span) {
  return files[span.file].line_of(span.begin);
}

std::string seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", value);
  return text;
}

/// Text in XML 1.0: what it cannot hold is left out.
std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      default:
        if (text.substr(i).starts_with("\xEF\xBF\xBE") ||
            text.substr(i).starts_with("\xEF\xBF\xBF")) {
          i += 2;  // U+FFFE and U+FFFF are no characters
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') {
          out += c;
        }
    }
  }
  return out;
}

std::string summary(const interpret::Failure& failure) {
  return (failure.witnessed ? "interpreted " : "expected ") + failure.expected +
         (failure.witnessed ? ", generated " : ", actual ") + failure.actual;
}

std::string words_of(const interpret::Failure& failure) {
  std::string out = summary(failure);
  for (const interpret::Difference& one : failure.differences)
    out += "\n" + one.path + ": expected " + one.expected + ", actual " + one.actual;
  return out;
}

std::string junit_case(const PlayedContract& contract, const Played& one,
                       const source::Files& files) {
  std::string out = "    <testcase classname=\"" + xml(contract.contract.name) + "\" name=\"" +
                    xml(source::printable(one.scenario->name)) + "\" file=\"" + xml(contract.path) +
                    "\" line=\"" + std::to_string(line_of(files, one.scenario->span)) +
                    "\" time=\"" + seconds(one.seconds) + "\"";
  if (!one.failure) return out + "/>\n";
  const model::ScenarioStep& step = one.scenario->steps[one.failure->step];
  const std::string words = words_of(*one.failure);
  return out + ">\n      <failure message=\"" + xml(summary(*one.failure)) + "\">" +
         xml(files[step.span.file].path() + ":" + std::to_string(line_of(files, step.span)) + ": " +
             step.words + "\n" + words) +
         "</failure>\n    </testcase>\n";
}

Json json_failure(const Played& one, const source::Files& files) {
  const model::ScenarioStep& step = one.scenario->steps[one.failure->step];
  Json out;
  out["line"] = line_of(files, step.span);
  out["step"] = step.words;
  out["disagreement"] = one.failure->witnessed;
  out["expected"] = one.failure->expected;
  out["actual"] = one.failure->actual;
  Json& apart = out["differences"] = Json::array();
  for (const interpret::Difference& difference : one.failure->differences)
    apart.push_back({{"path", difference.path},
                     {"expected", difference.expected},
                     {"actual", difference.actual}});
  return out;
}

std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string test_junit(const TestRun& run, const source::Files& files) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const PlayedContract& contract : run) {
    std::string cases;
    std::size_t failed = 0;
    double took = 0;
    for (const Played& one : contract.scenarios) {
      cases += junit_case(contract, one, files);
      failed += one.failure ? 1 : 0;
      took += one.seconds;
    }
    out += "  <testsuite name=\"" + xml(contract.contract.name) + "\" tests=\"" +
           std::to_string(contract.scenarios.size()) + "\" failures=\"" + std::to_string(failed) +
           "\" errors=\"0\" time=\"" + seconds(took) + "\">\n" + cases + "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

std::string test_json(const TestRun& run, const source::Files& files) {
  Json out = Json::array();
  for (const PlayedContract& contract : run) {
    for (const Played& one : contract.scenarios) {
      Json scenario;
      scenario["contract"] = contract.contract.name;
      scenario["file"] = contract.path;
      scenario["line"] = line_of(files, one.scenario->span);
      scenario["scenario"] = one.scenario->name;
      scenario["passed"] = !one.failure;
      scenario["seconds"] = one.seconds;
      if (one.failure) scenario["failure"] = json_failure(one, files);
      out.push_back(std::move(scenario));
    }
  }
  return text_of(out);
}

std::string coverage_json(const TestRun& run, const source::Files& files) {
  Json out = Json::array();
  for (const PlayedContract& contract : run) {
    for (const interpret::NamedPoint& one : interpret::points(contract.contract)) {
      Json point;
      point["contract"] = contract.contract.name;
      point["file"] = files[one.point.span.file].path();
      point["line"] = line_of(files, one.point.span);
      point["kind"] = noun(one.point.kind);
      point["words"] = one.words;
      point["count"] = contract.coverage.count(one.point);
      out.push_back(std::move(point));
    }
  }
  return text_of(out);
}

std::string coverage_lcov(const TestRun& run, const source::Files& files) {
  struct File {
    std::map<std::size_t, std::uint64_t> lines;
    std::string branches;
    std::size_t found = 0;
    std::size_t hit = 0;
  };
  std::map<std::string, File> all;
  for (const PlayedContract& contract : run) {
    for (const interpret::NamedPoint& one : interpret::points(contract.contract)) {
      File& file = all[files[one.point.span.file].path()];
      const std::size_t line = line_of(files, one.point.span);
      const std::uint64_t count = contract.coverage.count(one.point);
      const bool branch = one.point.kind == interpret::Point::Kind::Then ||
                          one.point.kind == interpret::Point::Kind::Else;
      file.lines[line] += count;
      if (!branch) continue;
      const bool other = one.point.kind == interpret::Point::Kind::Else;
      file.branches += "BRDA:" + std::to_string(line) + "," + std::to_string(one.point.span.begin) +
                       "," + (other ? "1" : "0") + "," + (count > 0 ? std::to_string(count) : "-") +
                       "\n";
      ++file.found;
      file.hit += count > 0 ? 1 : 0;
    }
  }
  std::string out;
  for (const auto& [path, file] : all) {
    out += "TN:\nSF:" + source::printable(path) + "\n";
    std::size_t hit = 0;
    for (const auto& [line, count] : file.lines) {
      out += "DA:" + std::to_string(line) + "," + std::to_string(count) + "\n";
      hit += count > 0 ? 1 : 0;
    }
    out += "LF:" + std::to_string(file.lines.size()) + "\nLH:" + std::to_string(hit) + "\n" +
           file.branches + "BRF:" + std::to_string(file.found) +
           "\nBRH:" + std::to_string(file.hit) + "\nend_of_record\n";
  }
  return out;
}

}  // namespace writ::cli
