#include "source/child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace godwit {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> environment(const std::vector<std::string_view>& without) {
  std::vector<std::string> result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::string_view name = text.substr(0, text.find('='));
    if (std::find(without.begin(), without.end(), name) == without.end()) result.emplace_back(text);
  }
  return result;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command, const std::vector<std::string_view>& without,
                           bool with_errors) {
  // Not a pipe: writing to one whose reader has ended would end this program, too.
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    error_ = std::generic_category().message(errno);
    return;
  }
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], 0);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  if (with_errors) {
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  } else {
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  }
  std::vector<std::string> words = command;
  std::vector<std::string> variables = environment(without);
  const int failed = ::posix_spawnp(&child_, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                                    pointers(variables).data());
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  channel_ = ends[0];
  if (failed == 0) return;
  child_ = -1;
  error_ = std::generic_category().message(failed);
}

ChildProcess::~ChildProcess() {
  if (channel_ >= 0) ::close(channel_);
  channel_ = -1;
  static_cast<void>(succeeded());
}

bool ChildProcess::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::send(channel_, text.data(), text.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool ChildProcess::fill() {
  std::array<char, 65536> block;
  ssize_t count = ::read(channel_, block.data(), block.size());
  while (count < 0 && errno == EINTR) count = ::read(channel_, block.data(), block.size());
  if (count <= 0) return false;
  pending_.append(block.data(), static_cast<std::size_t>(count));
  return true;
}

bool ChildProcess::read_until(char end, std::string& text) {
  std::size_t at = pending_.find(end);
  while (at == std::string::npos) {
    const std::size_t seen = pending_.size();
    if (!fill()) return false;
    at = pending_.find(end, seen);
  }
  text = pending_.substr(0, at);
  pending_.erase(0, at + 1);
  return true;
}

bool ChildProcess::read_exactly(std::size_t count, std::string& text) {
  while (pending_.size() < count)
    if (!fill()) return false;
  text = pending_.substr(0, count);
  pending_.erase(0, count);
  return true;
}

std::string ChildProcess::read_all() {
  if (channel_ >= 0) ::shutdown(channel_, SHUT_WR);
  while (channel_ >= 0 && fill()) {
  }
  return std::exchange(pending_, {});
}

bool ChildProcess::succeeded() {
  if (child_ <= 0) return false;
  int status = 0;
  pid_t ended = ::waitpid(child_, &status, 0);
  while (ended < 0 && errno == EINTR) ended = ::waitpid(child_, &status, 0);
  child_ = -1;
  return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace godwit
