#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <godwit/source/buffer.h>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>

namespace godwit {
namespace {

class Descriptor {
 public:
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  explicit Descriptor(const char* path) : number_(::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

constexpr off_t max_size = std::numeric_limits<std::int32_t>::max();

std::string system_words(int error) { return std::generic_category().message(error); }

std::string why_not(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return "is a folder, not a file";
  if (!S_ISREG(status.st_mode)) return "is not a regular file";
  if (status.st_size >= max_size) return "is 2 GiB or larger";
  return {};
}

/// Reads `text.size()` bytes, or fewer if the file was cut short since its size was taken. Returns errno or 0.
int read_into(int descriptor, std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = ::read(descriptor, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  text.resize(done);
  return 0;
}

}  // namespace

ReadResult read_buffer(const std::string& path, std::string shown_as) {
  const Descriptor file(path.c_str());
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return {nullptr, system_words(errno)};
  if (std::string refusal = why_not(status); !refusal.empty()) return {nullptr, std::move(refusal)};

  auto buffer = std::make_shared<Buffer>();
  buffer->path = std::move(shown_as);
  buffer->text.resize(static_cast<std::size_t>(status.st_size));
  if (const int error = read_into(file.number(), buffer->text); error != 0) return {nullptr, system_words(error)};
  return {std::move(buffer), {}};
}

}  // namespace godwit
