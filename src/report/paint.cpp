#include "report/paint.h"

namespace godwit {
namespace {

/// "Select Graphic Rendition" of the sixteen colours that every theme defines.
std::string_view code(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "1";
    case Tone::faint:
      return "2";
    case Tone::error:
      return "1;31";
    case Tone::warning:
      return "1;33";
    case Tone::note:
      return "1;36";
    case Tone::good:
      return "1;32";
    case Tone::help:
      return "32";
  }
  return "";
}

}  // namespace

Tone tone(Severity severity) {
  switch (severity) {
    case Severity::off:
      return Tone::faint;
    case Severity::note:
      return Tone::note;
    case Severity::warning:
      return Tone::warning;
    case Severity::error:
      return Tone::error;
  }
  return Tone::plain;
}

Tone tone(Risk risk) {
  switch (risk) {
    case Risk::safe:
      return Tone::good;
    case Risk::careful:
      return Tone::warning;
    case Risk::dangerous:
      return Tone::error;
  }
  return Tone::plain;
}

std::string Paint::operator()(Tone tone, std::string_view text) const {
  const std::string_view start = code(tone);
  if (!color_ || start.empty() || text.empty()) return std::string(text);
  std::string out = "\x1B[";
  return out.append(start).append("m").append(text).append("\x1B[0m");
}

}  // namespace godwit
