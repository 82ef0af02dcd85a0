#pragma once

#include <godwit/project/frontend.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace godwit::flyway {

/// What Flyway is told, wherever that stands: `flyway.toml`, `flyway.conf`, Spring's and Quarkus' properties and YAML,
/// Maven's and Gradle's plugin, environments. Keys are in small letters, without `-` and `_`, and without what leads to
/// them: `locations`, `placeholders.schema`.
class Settings {
 public:
  /// What one file says; what is set already stays. `where` is the file, and a relative location begins in its folder.
  void read(const Buffer& file, std::string_view name);

  [[nodiscard]] std::string_view value(std::string_view key, std::string_view otherwise = {}) const;
  [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
  /// A list, its parts cut at `,`.
  [[nodiscard]] std::vector<std::string> list(std::string_view key) const;
  /// The value of a placeholder, whose name counts in any case.
  [[nodiscard]] std::optional<std::string> placeholder(std::string_view name) const;
  [[nodiscard]] bool empty() const { return values_.empty(); }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

/// Whether a file of this name may hold settings.
[[nodiscard]] bool may_hold_settings(std::string_view name);

/// Those of a folder of migrations: what the files around it say, the nearest first. `from` is where one was found.
struct FoundSettings {
  Settings settings;
  std::string from;   ///< as reports print it; empty where there is none
};
[[nodiscard]] FoundSettings settings_around(const FolderView& folder);

}  // namespace godwit::flyway
