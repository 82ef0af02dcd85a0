#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace godwit {

/// Another program, whose input and output are read and written here. Ends with this object, once its input is closed.
class ChildProcess {
 public:
  /// Starts a program that PATH leads to. `with_errors`: what it says of errors is part of its output, else lost.
  /// Variables of the environment that are called as in `without` are kept from it.
  ChildProcess(const std::vector<std::string>& command, const std::vector<std::string_view>& without,
               bool with_errors = false);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Why it could not be started, in words for the user; empty if it was.
  [[nodiscard]] const std::string& error() const { return error_; }

  /// Whether all of it was taken.
  [[nodiscard]] bool write(std::string_view text);
  /// Up to the next `end`, which is taken and left out. Nothing more where the output is over.
  [[nodiscard]] bool read_until(char end, std::string& text);
  [[nodiscard]] bool read_exactly(std::size_t count, std::string& text);
  /// The rest of its output, once it has no more input.
  [[nodiscard]] std::string read_all();
  /// Waits for its end: whether it called itself successful.
  [[nodiscard]] bool succeeded();

 private:
  [[nodiscard]] bool fill();

  pid_t child_ = -1;
  int channel_ = -1;  ///< its input and output
  std::string error_;
  std::string pending_;  ///< read, and not asked for yet
};

}  // namespace godwit
