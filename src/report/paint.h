#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <godwit/findings/finding.h>

namespace godwit {

enum class Tone : std::uint8_t { plain, strong, faint, error, warning, note, good, help };

[[nodiscard]] Tone tone(Severity severity);
[[nodiscard]] Tone tone(Risk risk);

/// Colours for a terminal, or none at all.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  [[nodiscard]] std::string operator()(Tone tone, std::string_view text) const;

 private:
  bool color_;
};

}  // namespace godwit
