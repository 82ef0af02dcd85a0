#pragma once

#include <godwit/project/frontend.h>
#include <optional>
#include <string_view>

namespace godwit::prisma {

/// The parts of a version that decide how statements are sent.
struct Version {
  int major = 0;
  int minor = 0;
};

/// The newest version that a range of package.json allows, which is what it installs: `~7.3` is 7.3, `^7.0.0` any 7,
/// `latest` any at all. Nothing for `workspace:*` and the like.
[[nodiscard]] std::optional<Version> parse_range(std::string_view range);

/// The version of Prisma that the folder or the nearest above it tells: as package.json wants it where that settles how
/// statements are sent, else as it is installed or as a lock file of npm, pnpm, yarn or bun has it.
[[nodiscard]] std::optional<Version> find_version(const FolderView& folder);

/// Whether `prisma migrate deploy` sends a file's statements one by one: from 7.4 on.
[[nodiscard]] bool sends_one_by_one(Version version);

}  // namespace godwit::prisma
