#include <cstdio>
#include <utility>

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/messages/catalogue.h"
#include "compiler/schema/json.h"

namespace writ::cli {

int messages(const MessagesOptions& options) {
  if (!options.language.empty() && !writ::messages::is_tag(options.language)) {
    complain("`" + options.language + "` is no tag of a language (BCP 47): de, pt-BR");
    return Usage;
  }
  Pipeline pipeline(options.common);
  const Pipeline::Result result = pipeline.run(options.contract, true);
  if (const int exit_code = pipeline.report(); exit_code != Clean) return exit_code;
  schema::Json catalogue;
  catalogue["language"] = options.language.empty() ? "en" : options.language;
  schema::Json& all = catalogue["messages"] = schema::Json::object();
  const std::vector<model::Phrase> phrases =
      writ::messages::wanted(*result.contract, pipeline.files());
  // What the contract says itself comes first: whoever translates knows the rest from others.
  for (const bool ours : {false, true})
    for (const model::Phrase& phrase : phrases)
      if (phrase.ours == ours && !(ours && options.own)) all[phrase.key] = phrase.text;
  std::fputs(schema::text_of(catalogue).c_str(), stdout);
  return Clean;
}

}  // namespace writ::cli
