#include <godwit/ir/object_kind.h>

namespace godwit {
namespace {

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

std::string_view words(ObjectKind kind) { return kind_words[static_cast<std::size_t>(kind)]; }

}  // namespace godwit
