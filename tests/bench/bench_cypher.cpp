// MB/s of the bare parse of Cypher, over the statements of a corpus (a JSON object with `query` a line): the best of
// several rounds, each over the whole corpus, every tree made and freed. bench_cypher FILE [ROUNDS]

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <tree_sitter_cypher.h>

namespace {

double parse_all(TSParser* parser, const std::vector<std::string>& queries) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& query : queries)
    ts_tree_delete(tree_sitter_cypher_parse(parser, nullptr, query.data(), static_cast<std::uint32_t>(query.size())));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  std::vector<std::string> queries;
  std::size_t bytes = 0;
  std::ifstream lines(arguments[1]);
  for (std::string line; std::getline(lines, line);) {
    queries.push_back(nlohmann::json::parse(line).at("query").get<std::string>());
    bytes += queries.back().size();
  }
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_cypher());
  double best = parse_all(parser, queries);
  for (int round = count > 2 ? std::atoi(arguments[2]) : 50; round > 1; --round)
    best = std::min(best, parse_all(parser, queries));
  ts_parser_delete(parser);
  std::cout << queries.size() << " statements, " << bytes << " bytes: " << std::fixed << std::setprecision(1)
            << static_cast<double>(bytes) / best / 1e6 << " MB/s\n";
}
