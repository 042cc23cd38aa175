#include <cstdio>

#include "compiler/cli/arguments.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"

namespace writ::cli {

namespace {

std::string words(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& word : all) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string bash(const std::vector<Completable>& commands) {
  std::vector<std::string> names;
  std::string cases;
  for (const Completable& c : commands) {
    names.push_back(c.name);
    cases += "    " + c.name + ") options=\"" + words(c.options) + "\" ;;\n";
  }
  return "_writ() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} options=\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    COMPREPLY=($(compgen -W \"" +
         words(names) +
         " --help --version\" -- \"$word\"))\n"
         "    return\n"
         "  fi\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  case $word in\n"
         "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
         "  esac\n"
         "}\n"
         "complete -o filenames -F _writ writ\n";
}

std::string fish(const std::vector<Completable>& commands) {
  std::string out;
  for (const Completable& c : commands) {
    out +=
        "complete -c writ -n __fish_use_subcommand -a " + c.name + " -d '" + c.description + "'\n";
    for (const std::string& option : c.options)
      out += "complete -c writ -n '__fish_seen_subcommand_from " + c.name + "' -l " +
             option.substr(2) + "\n";
  }
  return out;
}

}  // namespace

int completion(const CompletionOptions& options) {
  const std::vector<Completable> commands = completables();
  std::string script = options.shell == "fish" ? fish(commands) : bash(commands);
  if (options.shell == "zsh") script = "autoload -U +X bashcompinit && bashcompinit\n" + script;
  std::fputs(script.c_str(), stdout);
  return Clean;
}

}  // namespace writ::cli
