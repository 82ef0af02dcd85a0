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
  migration.scripts.push_back(
      verbatim_script(std::make_shared<const Buffer>(Buffer{migration.path, std::string(data, data + size)})));
  migration.scripts.front().dialect = GODWIT_FUZZ_DIALECT;
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {migration}, {true}});
  RunOptions options;
  options.keep_effects = true;
  static_cast<void>(Session(Config{}).run(discovery, options));
  return 0;
}
