// Bytes as a migration, through every room: scanner, parser, lowering, effects, catalog, rules. Compiled once a
// dialect.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <godwit/engine/session.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace godwit;
  Migration migration;
  migration.path = "1_fuzz";
  const auto file = std::make_shared<const Buffer>(Buffer{migration.path, std::string(data, data + size)});
  migration.steps.emplace_back(verbatim_script(GODWIT_FUZZ_DIALECT, file));
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {migration}, {true}, {}});
  RunOptions options;
  options.keep_effects = true;
  static_cast<void>(Session(Config{}).run(discovery, options));
  return 0;
}
