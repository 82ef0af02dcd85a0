// Times, over the .sql files below a folder and in one process: the bare parser, finding and reading the files, and
// godwit from their texts to the finished report. Prints the best of several rounds: bench FOLDER [ROUNDS]

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include <sys/resource.h>

#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>

extern "C" {
#include "pg_query.h"
#include "pg_query_internal.h"
}

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

std::vector<std::string> texts_below(const std::filesystem::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".sql") {
      std::ifstream in(entry.path(), std::ios::binary);
      out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  return out;
}

void parse(const std::string& sql) {
  const MemoryContext context = pg_query_enter_memory_context();
  PgQueryInternalParsetreeAndError result = pg_query_raw_parse(sql.c_str(), 0);
  if (result.error) pg_query_free_error(result.error);
  free(result.stderr_buffer);
  pg_query_exit_memory_context(context);
}

template <class Work>
double best_of(int rounds, const Work& work) {
  double best = 1e12;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = Clock::now();
    work();
    best = std::min(best, milliseconds(Clock::now() - begin));
  }
  return best;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const std::filesystem::path folder = arguments[1];
  const int rounds = count > 2 ? std::stoi(arguments[2]) : 10;
  const std::vector<std::string> texts = texts_below(folder);
  std::size_t bytes = 0, findings = 0;
  for (const std::string& each : texts) bytes += each.size();

  const double bare = best_of(rounds, [&] {
    for (const std::string& each : texts) parse(each);
  });
  const godwit::Session session{godwit::Config{}};
  const double reading = best_of(rounds, [&] {
    static_cast<void>(godwit::discover({folder}, godwit::all_frontends(), godwit::disk_files(), {}));
  });
  const godwit::Discovery discovery =
      godwit::discover({folder}, godwit::all_frontends(), godwit::disk_files(), {});
  const double lint = best_of(rounds, [&] { findings = session.run(discovery).findings.size(); });

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << texts.size() << " files, " << bytes << " bytes, " << findings << " findings\n"
            << "bare parse: " << bare << " ms\n"
            << "finding and reading the files: " << reading << " ms\n"
            << "lint of what was read, on up to " << std::thread::hardware_concurrency() << " cores: " << lint
            << " ms, " << lint / bare << " times the bare parse on one\n"
            << "peak memory: " << usage.ru_maxrss / 1024 << " MiB\n";
}
