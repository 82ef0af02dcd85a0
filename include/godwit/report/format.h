#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <godwit/engine/report.h>
#include <godwit/project/discovery.h>
#include <godwit/rules/page.h>

namespace godwit {

struct FormatOptions {
  bool color = false;
  unsigned width = 80;        ///< of the terminal, in columns
  bool quiet = false;         ///< no summary, no sources: one line a finding
  bool partial = false;       ///< some rules only were asked for, so that what they do not find may be there
  bool statistics = false;    ///< how often each rule was found
  std::string version;        ///< godwit's own
  const std::vector<RulePage>* rules = nullptr;  ///< for formats that describe the rules; null: they describe none
  std::string scope;          ///< the folder that was asked for, from its root, to tell runs apart: `db/migrations`
};

/// A report as text, in pieces that are written one behind the other: several are made at once, and none is copied.
using ReportText = std::vector<std::string>;

/// A way to write a report. Defined as `const Format <name>_format` in src/report/formats/<name>.cpp; the table is generated.
struct Format {
  std::string_view name;      ///< as in `--format`
  ReportText (*lint)(const Report&, const FormatOptions&) = nullptr;
  ReportText (*effects)(const Report&, const FormatOptions&) = nullptr;  ///< null: not offered by `godwit effects`
  ReportText (*project)(const Discovery&, const FormatOptions&) = nullptr;  ///< null: not offered by `godwit project`
};

[[nodiscard]] const std::vector<const Format*>& all_formats();
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace godwit
