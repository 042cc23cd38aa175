// The dynamic door of one contract as a filter: lines `Intent<tab>payload` in, and for each a line
// out: nothing, or the problems of the payload as `code path`, with tabs between them.
#include <iostream>
#include <string>

#include <writ/core/text.h>

#include WRIT_HEADER

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    writ::Problems problems;
    (void)WRIT_NAMESPACE::decode(line.substr(0, tab), line.substr(tab + 1), problems);
    const char* between = "";
    for (const writ::Problem& problem : problems) {
      std::cout << between << problem.code << ' ' << writ::printable(problem.path);
      between = "\t";
    }
    std::cout << '\n';
  }
}
