#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace godwit::cli {

/// Columns of the terminal that standard output is; `COLUMNS` where it says so, 100 where there is no terminal.
[[nodiscard]] unsigned output_width();

/// What `--color WHEN` means for a report: `auto` is colour on a terminal, unless NO_COLOR or a dumb terminal says no
/// or CLICOLOR_FORCE says yes.
[[nodiscard]] bool colored_output(std::string_view when, bool to_file);

/// `error: message` on standard error.
void complain(std::string_view message);
/// `note: message` there: nothing is wrong, but someone should know.
void remark(std::string_view message);

/// Says on a terminal's standard error how far the work is, once it takes longer than a second.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void show(std::size_t done, std::size_t all);

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point next_;
};

}  // namespace godwit::cli
