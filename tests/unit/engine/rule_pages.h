#pragma once

#include <string_view>
#include <vector>

#include <godwit/rules/page.h>

/// A small table of rules to test with, so that the real one can change freely.
inline godwit::RulePage page(std::string_view folder, std::string_view id, std::string_view category,
                             std::string_view same_as = "", std::string_view options = "") {
  godwit::RulePage out;
  out.id = id;
  out.folder = folder;
  if (folder != "any") out.dialects = folder;
  out.name = id.substr(folder.size() + 1);
  out.category = category;
  out.same_as = same_as;
  out.options = options;
  return out;
}

/// A rule of a family, which was PostgreSQL's alone once.
inline godwit::RulePage family_page(std::string_view id, std::string_view category, std::string_view dialects,
                                    std::string_view formerly) {
  godwit::RulePage out = page("sql", id, category);
  out.dialects = dialects;
  out.formerly = formerly;
  return out;
}

inline const std::vector<godwit::RulePage>& test_pages() {
  static const std::vector<godwit::RulePage> pages{
      page("any", "any/unknown-suppression", "suppressions"),
      page("any", "any/unused-suppression", "suppressions"),
      page("postgres", "postgres/drop-column", "compatibility", "squawk/ban-drop-column"),
      page("postgres", "postgres/drop-table", "data-loss", "squawk/ban-drop-table"),
      page("postgres", "postgres/index-without-concurrently", "locking",
           "squawk/require-concurrent-index-creation eugene/E6", "max-rows"),
      page("postgres", "postgres/set-not-null", "locking", "squawk/adding-not-nullable-field eugene/E2"),
      family_page("sql/rename-table", "compatibility", "postgres sqlite", "postgres/rename-table"),
  };
  return pages;
}
