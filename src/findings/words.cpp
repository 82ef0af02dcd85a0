#include <godwit/findings/finding.h>

namespace godwit {

std::string_view words(Severity severity) {
  switch (severity) {
    case Severity::off:
      return "off";
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

std::string_view words(Risk risk) {
  switch (risk) {
    case Risk::safe:
      return "safe";
    case Risk::careful:
      return "careful";
    case Risk::dangerous:
      return "dangerous";
  }
  return {};
}

std::string_view words(Applicability applicability) {
  return applicability == Applicability::safe ? "safe" : "unsafe";
}

std::string_view words(Suppression::By by) { return by == Suppression::By::comment ? "comment" : "configuration"; }

}  // namespace godwit
