#include <cstdio>

#include "compiler/cli/commands.h"
#include "compiler/cli/disk.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/lines.h"
#include "compiler/sim/session.h"
#include "compiler/sim/tell.h"
#include "compiler/source/printable.h"
#include "compiler/syntax/parse.h"

namespace writ::cli {

namespace {

/// Prints answers, and gives more lines to an intent whose fields are asked for.
class Desk final : public sim::Talk {
 public:
  explicit Desk(const SimOptions& options)
      : lines(options.echo), json_(options.common.format == source::Format::Json) {}

  std::optional<sim::Typed> ask(const std::string& prompt, bool goes_on) override {
    auto line = lines.next(prompt, goes_on);
    if (!line) return std::nullopt;
    if (!line->too_long) return std::move(line->typed);
    print(too_long());
    return std::nullopt;
  }

  void say(const std::string& text) override { print({false, false, text, {}, {}}); }

  /// Also what the answer wants to be written.
  void print(sim::Answer answer) {
    if (answer.append) write(answer);
    wrong |= answer.wrong;
    if (!json_) {
      std::fputs(answer.text.c_str(), stdout);
    } else if (answer.wrong || !answer.text.empty() || !answer.members.empty()) {
      print_json(answer);
    }
    if (lines.are_typed()) std::fflush(stdout);
  }

  static sim::Answer too_long() {
    sim::Answer answer;
    answer.wrong = true;
    answer.text = "error: a line has at most " + std::to_string(Lines::most) + " bytes\n";
    return answer;
  }

  Lines lines;
  bool wrong = false;
  int exit_code = Clean;

 private:
  static void print_json(const sim::Answer& answer) {
    std::string out = std::string("{\"ok\":") + (answer.wrong ? "false" : "true");
    for (const auto& [name, value] : answer.members)
      out += "," + sim::json_text(name) + ":" + value;
    if (answer.members.empty()) out += ",\"text\":" + sim::json_text(answer.text);
    std::printf("%s}\n", out.c_str());
  }

  void write(sim::Answer& answer) {
    const sim::Append& append = *answer.append;
    FileText old = read_regular_file(append.path, syntax::max_bytes);
    const bool fresh = old.problem == "No such file or directory";
    WriteResult result{InputMissing, "cannot read `" + append.path + "`: " + old.problem, 0};
    if (old.too_large) result.problem += "it is too large";
    if (fresh) {
      result = write_files({{append.path, append.text.substr(1)}});
    } else if (old.problem.empty() && !old.too_large) {
      if (!old.text.empty() && !old.text.ends_with('\n')) old.text += '\n';
      result = rewrite_files({{append.path, old.text + append.text}});
    }
    if (result.problem.empty()) {
      answer.text = "saved in " + source::printable(append.path) + "\n";
      return;
    }
    answer.wrong = true;
    answer.text = "error: " + source::printable(result.problem) + "\n";
    answer.members = {{"error", sim::json_text(result.problem)}};
    exit_code = worse(exit_code, result.exit_code);
  }

  bool json_;
};

}  // namespace

int sim(const SimOptions& options) {
  Pipeline pipeline(options.common);
  const auto steps = pipeline.open(options.contract);
  const CommonOptions& common = options.common;
  const bool json = common.format == source::Format::Json;
  // Each line of JSON is an answer: warnings go before text only.
  if (!steps || !json || common.warnings_are_errors)
    if (const int exit_code = pipeline.report(); !steps || exit_code != Clean) return exit_code;
  Desk desk(options);
  sim::Session session(pipeline.files(), *steps, desk,
                       {{json ? source::Format::Short : common.format, common.colour_output},
                        common.colour_output && !json});
  desk.lines.complete(session.words());
  if (desk.lines.are_typed())
    std::printf("%s version %lld. `help` says what can be typed, `quit` leaves.\n",
                steps->contract().name.c_str(), static_cast<long long>(steps->contract().version));
  while (const auto line = desk.lines.next(session.prompt())) {
    sim::Answer answer = line->too_long ? Desk::too_long() : session.answer(line->typed);
    const bool ends = answer.ends;
    desk.print(std::move(answer));
    if (ends) break;
  }
  return worse(desk.exit_code, desk.wrong && !desk.lines.are_typed() ? Findings : Clean);
}

}  // namespace writ::cli
