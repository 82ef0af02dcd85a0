#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <godwit/report/format.h>

namespace godwit {

/// A file that is there and is not read, or is no migration, and why.
struct SetAside {
  std::string path;
  std::string why;
};

/// One project as `godwit project` shows it. Borrows the discovery.
struct ShownProject {
  std::string_view framework;
  std::string_view root;
  std::string_view dialect;              ///< of most of its migrations; empty: of none
  const History* history = nullptr;      ///< null where all of it is code
  std::vector<std::string> evidence;
  std::vector<SetAside> unread;
  std::vector<SetAside> ignored;
};

/// What was found, a history each; what is set aside stands with the nearest one.
[[nodiscard]] std::vector<ShownProject> shown_projects(const Discovery& discovery);

[[nodiscard]] ReportText project_as_json(const Discovery& discovery, const FormatOptions& options);
[[nodiscard]] ReportText project_as_text(const Discovery& discovery, const FormatOptions& options);

}  // namespace godwit
