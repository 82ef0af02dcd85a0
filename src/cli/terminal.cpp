#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "report/paint.h"

namespace godwit::cli {
namespace {

constexpr unsigned width_without_terminal = 100;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// On a terminal, unless someone says otherwise. https://no-color.org, https://bixense.com/clicolors
bool colored_automatically(int stream) {
  if (!variable("NO_COLOR").empty()) return false;
  if (const std::string_view force = variable("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  return isatty(stream) == 1 && variable("TERM") != "dumb";
}

}  // namespace

unsigned output_width() {
  if (const int columns = std::atoi(std::string(variable("COLUMNS")).c_str()); columns > 0)
    return static_cast<unsigned>(columns);
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return width_without_terminal;
}

bool colored_output(std::string_view when, bool to_file) {
  if (when != "auto") return when == "always";
  return !to_file && colored_automatically(STDOUT_FILENO);
}

namespace {

void say(Tone tone, std::string_view kind, std::string_view message) {
  const Paint paint(colored_automatically(STDERR_FILENO));
  fmt::print(stderr, "{} {}\n", paint(tone, kind), message);
}

}  // namespace

void complain(std::string_view message) { say(Tone::error, "error:", message); }
void remark(std::string_view message) { say(Tone::note, "note:", message); }

Progress::Progress() : terminal_(isatty(STDERR_FILENO) == 1), next_(Clock::now() + std::chrono::seconds(1)) {}

Progress::~Progress() {
  if (shown_) fmt::print(stderr, "\r\x1B[K");
}

void Progress::show(std::size_t done, std::size_t all) {
  if (!terminal_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  shown_ = true;
  fmt::print(stderr, "\r\x1B[Kgodwit: {} of {} migrations", done, all);
  std::fflush(stderr);
}

}  // namespace godwit::cli
