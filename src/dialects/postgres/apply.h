#pragma once

#include <string>
#include <vector>

#include <godwit/ir/operation.h>
#include <godwit/world/result.h>
#include <godwit/world/world.h>

#include "dialects/postgres/cascade.h"

/// What statements leave behind: the catalog and the settings after them.
namespace godwit::postgres {

/// Adds what a statement proves to exist.
void assume(const StatementResult& result, World& world);
void apply(const Statement& statement, StatementPart part, World& world);
/// Names are resolved along `search_path` as SET, RESET or the end of a transaction have left it.
void follow_search_path(World& world);

// Tables and what is in them (apply_table.cpp, apply_constraint.cpp).
void apply(const CreateTable& op, World& world);
void apply(const AddColumn& op, World& world);
void apply(const DropColumn& op, World& world);
void apply(const AlterColumnType& op, World& world);
void apply(const SetNotNull& op, World& world);
void apply(const DropNotNull& op, World& world);
void apply(const SetDefault& op, World& world);
void apply(const AttachPartition& op, World& world);
void apply(const DetachPartition& op, World& world);
void apply(const ChangeTable& op, World& world);
void apply(const AddConstraint& op, World& world);
void apply(const DropConstraint& op, World& world);
void apply(const ValidateConstraint& op, World& world);
void apply(const AlterConstraint& op, World& world);
void apply(const CreateIndex& op, World& world);
void apply(const DropIndex& op, World& world);
void apply(const DropObjects& op, World& world);  // apply_drop.cpp

/// Takes away what CASCADE takes along.
void drop_dependents(const std::vector<Dependent>& all, World& world);

/// Adds a constraint, and the index that backs it, to one table. An unnamed one gets the server's name.
void add_constraint(Relation& table, const Constraint& constraint, Known valid, World& world);
/// Adds an index to one table.
Relation& add_index(Relation& table, CreateIndex index, const std::string& name, World& world);
/// The columns that a view over the query depends on: `*` stands for those of that
/// moment; of several relations nobody says here of which.
[[nodiscard]] std::vector<std::string> columns_read(const Query& query, const Catalog& catalog);
/// The columns of a query's result, as far as it names them; none where it says `*`.
[[nodiscard]] std::vector<CatalogColumn> result_columns(const Query& query, const std::vector<std::string>& names,
                                                        const Catalog& catalog);
/// The relation and all below it.
[[nodiscard]] std::vector<RelationId> with_descendants(const Catalog& catalog, RelationId id, bool only = false);

}  // namespace godwit::postgres
