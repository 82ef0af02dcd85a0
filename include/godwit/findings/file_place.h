#pragma once

#include <godwit/source/buffer.h>
#include <godwit/source/span.h>

namespace godwit {

/// A place in the user's file.
struct FilePlace {
  BufferPtr file;
  Span span;
};

}  // namespace godwit
