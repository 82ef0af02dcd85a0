#include "report/tokens.h"

namespace godwit {

std::string_view token(Direction direction) { return direction == Direction::up ? "up" : "down"; }

std::string_view token(Known known) {
  switch (known) {
    case Known::no:
      return "no";
    case Known::unknown:
      return "unknown";
    case Known::yes:
      return "yes";
  }
  return {};
}

std::string_view token(Hazard hazard) {
  switch (hazard) {
    case Hazard::fails_on_existing_rows:
      return "fails-on-existing-rows";
    case Hazard::loses_data:
      return "loses-data";
    case Hazard::breaks_deployed_code:
      return "breaks-deployed-code";
    case Hazard::refused_in_transaction:
      return "refused-in-transaction";
    case Hazard::refused:
      return "refused";
  }
  return {};
}

std::string_view token(Blocks blocks) {
  switch (blocks) {
    case Blocks::nothing:
      return "nothing";
    case Blocks::schema_changes:
      return "schema-changes";
    case Blocks::writes:
      return "writes";
    case Blocks::reads_and_writes:
      return "reads-and-writes";
  }
  return {};
}

}  // namespace godwit
