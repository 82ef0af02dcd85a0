#include <array>

#include <godwit/ir/lock_mode.h>
#include <godwit/ir/object_kind.h>

namespace godwit {
namespace {

constexpr std::array<std::string_view, 11> server_names{
    "none",           "AccessShareLock",       "RowShareLock",  "RowExclusiveLock",    "ShareUpdateExclusiveLock",
    "ShareLock",      "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock", "SHARED LABEL",
    "EXCLUSIVE LABEL"};
constexpr std::array<std::string_view, 11> manual_names{
    "no lock",        "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",    "SHARE UPDATE EXCLUSIVE",
    "SHARE",          "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE", "SHARED LABEL",
    "EXCLUSIVE LABEL"};
constexpr std::array<std::string_view, 4> waiting{"nobody", "other schema changes and VACUUM", "every write",
                                                  "every read and write"};
// In the order of ObjectKind.
constexpr std::string_view kind_words[] = {"table",
                                           "partitioned table",
                                           "view",
                                           "materialized view",
                                           "foreign table",
                                           "sequence",
                                           "index",
                                           "partitioned index",
                                           "column",
                                           "constraint",
                                           "domain constraint",
                                           "trigger",
                                           "rule",
                                           "policy",
                                           "attribute",
                                           "type",
                                           "domain",
                                           "enum",
                                           "enum value",
                                           "composite type",
                                           "function",
                                           "procedure",
                                           "routine",
                                           "aggregate",
                                           "operator",
                                           "cast",
                                           "schema",
                                           "database",
                                           "tablespace",
                                           "role",
                                           "extension",
                                           "statistics",
                                           "publication",
                                           "subscription",
                                           "event trigger",
                                           "foreign server",
                                           "foreign data wrapper",
                                           "label",
                                           "relationship type",
                                           "graph",
                                           "object"};
static_assert(std::size(kind_words) == static_cast<std::size_t>(ObjectKind::other) + 1);

}  // namespace

std::string_view server_name(LockMode mode) { return server_names[static_cast<std::size_t>(mode)]; }
std::string_view manual_name(LockMode mode) { return manual_names[static_cast<std::size_t>(mode)]; }
std::string_view who_waits(LockMode mode) {
  if (mode == LockMode::label_shared) return "every other schema change";
  return waiting[static_cast<std::size_t>(blocks(mode))];
}
std::string_view words(ObjectKind kind) { return kind_words[static_cast<std::size_t>(kind)]; }

}  // namespace godwit
