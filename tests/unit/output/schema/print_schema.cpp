// Brings the tables of docs/trace-format.md up to date: print_schema docs/trace-format.md
#include <fstream>
#include <iterator>
#include <string>

#include "output/schema/schema.hpp"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  std::ifstream in{arguments[1]};
  std::string page{std::istreambuf_iterator<char>{in}, {}};
  const std::string begin = "<!-- schema: begin -->\n", end = "<!-- schema: end -->";
  const std::size_t from = page.find(begin), to = page.find(end);
  if (from == std::string::npos || to == std::string::npos) return 1;
  const std::size_t start = from + begin.size();
  page.replace(start, to - start, peerwatt::output::schema_markdown());
  std::ofstream{arguments[1]} << page;
}
