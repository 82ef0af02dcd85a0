#include <godwit/project/frontend.h>
#include <algorithm>

namespace godwit {
namespace {

// Not std::isdigit: names are bytes, and the locale has no say in their order.
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

bool ends_number(std::string_view text, std::size_t at) { return at > 0 && is_digit(text[at - 1]); }

/// Whether `.` and a number stand there, behind one.
bool continues_version(std::string_view text, std::size_t at) {
  return ends_number(text, at) && text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]);
}

int compare_numbers(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

}  // namespace

bool numeric_aware_less(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    // `1.0_a` comes before `1.0.1_a`, and `1/a` before `1.1/a`: the longer version is the later one.
    const bool a_goes_on = continues_version(a, i), b_goes_on = continues_version(b, j);
    if (a_goes_on != b_goes_on && ends_number(a, i) && ends_number(b, j)) return b_goes_on;
    if (is_digit(a[i]) && is_digit(b[j])) {
      const std::size_t i_end = digits_end(a, i);
      const std::size_t j_end = digits_end(b, j);
      const int order = compare_numbers(a.substr(i, i_end - i), b.substr(j, j_end - j));
      if (order != 0) return order < 0;
      i = i_end;
      j = j_end;
    } else if (a[i] != b[j]) {
      return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
    } else {
      ++i;
      ++j;
    }
  }
  if (i < a.size() || j < b.size()) return i == a.size();
  return a < b;  // `1_a` and `01_a`: equal as numbers, and still in one order
}

std::string_view leading_digits(std::string_view name) { return name.substr(0, digits_end(name, 0)); }

bool number_less(std::string_view a, std::string_view b) { return compare_numbers(a, b) < 0; }

}  // namespace godwit
