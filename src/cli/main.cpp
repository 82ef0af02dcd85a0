#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/arguments.h"

namespace {

/// Memory comes from the system in few large steps: at each of them all threads that need memory wait.
void take_memory_in_large_steps() {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 4 << 20);
#endif
}

}  // namespace

int main(int count, char** arguments) {
  take_memory_in_large_steps();
  return godwit::cli::read_arguments(count, arguments)();
}
