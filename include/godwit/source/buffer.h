#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace godwit {

/// The bytes of one file as they are on disk: nothing is converted, so an offset is always an offset on disk.
struct Buffer {
  std::string path;  ///< as reports print it: relative to the working directory, with `/`
  std::string text;
};
using BufferPtr = std::shared_ptr<const Buffer>;

/// What became of reading a file: either `buffer`, or `error` in words for the user.
struct ReadResult {
  BufferPtr buffer;
  std::string error;
};

/// Reads a whole file. Errors: missing, unreadable, a folder, 2 GiB or larger (offsets are 32 bit).
[[nodiscard]] ReadResult read_buffer(const std::string& path, std::string shown_as);

}  // namespace godwit
