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
    case Hazard::deprecated:
      return "deprecated";
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

std::string_view token(PlanEffect::Kind kind) {
  switch (kind) {
    case PlanEffect::Kind::all_nodes_scan:
      return "all-nodes-scan";
    case PlanEffect::Kind::all_relationships_scan:
      return "all-relationships-scan";
    case PlanEffect::Kind::label_scan:
      return "label-scan";
    case PlanEffect::Kind::cartesian_product:
      return "cartesian-product";
    case PlanEffect::Kind::eager:
      return "eager";
    case PlanEffect::Kind::unbounded_expand:
      return "unbounded-expand";
  }
  return {};
}

}  // namespace godwit
