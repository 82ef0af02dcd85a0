#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dialects/postgres/tree.h"

/// From PostgreSQL's trees to operations. Total: every statement kind and every action of ALTER TABLE becomes an
/// operation, irrelevant with a reason, or opaque with a reason; switches without default make the compiler check it.
namespace godwit::postgres {

/// One statement being lowered.
struct Lowering {
  Source source;
  Statement& out;

  /// An operation, or one of the things that an operation is.
  template <class T>
  void add(T what) {
    add(std::move(what), source.statement);
  }
  template <class T>
  void add(T what, Span span) {
    out.operations.emplace_back(std::move(what)).span = span;
  }
  /// The first time that a keyword of the statement stands outside parentheses.
  [[nodiscard]] Span keyword(std::string_view lower) const;
};

/// Where a DROP or an action says CASCADE, which is its last word; empty if it does not.
[[nodiscard]] Span cascade_keyword(DropBehavior behavior, const Source& source, Span within);

void lower_statement(const Node* statement, Lowering& to);

// One function a group of statements, a file each.
void lower_create_table(const CreateStmt* statement, ObjectKind kind, Lowering& to);
void lower_create_table_as(const CreateTableAsStmt* statement, Lowering& to);
void lower_alter_table(const AlterTableStmt* statement, Lowering& to);
void lower_index(const IndexStmt* statement, Lowering& to);
void lower_select(const SelectStmt* statement, Lowering& to);
void lower_view(const ViewStmt* statement, Lowering& to);

void lower_drop(const DropStmt* statement, Lowering& to);
void lower_rename(const RenameStmt* statement, Lowering& to);
void lower_set_schema(const AlterObjectSchemaStmt* statement, Lowering& to);
void lower_owner(const AlterOwnerStmt* statement, Lowering& to);
void lower_comment(const CommentStmt* statement, Lowering& to);
void lower_grant(const GrantStmt* statement, Lowering& to);
void lower_create_schema(const CreateSchemaStmt* statement, Lowering& to);
[[nodiscard]] ObjectKind object_kind(ObjectType type);

void lower_enum(const CreateEnumStmt* statement, Lowering& to);
void lower_alter_enum(const AlterEnumStmt* statement, Lowering& to);
void lower_composite(const CompositeTypeStmt* statement, Lowering& to);
void lower_range(const CreateRangeStmt* statement, Lowering& to);
void lower_domain(const CreateDomainStmt* statement, Lowering& to);
void lower_alter_domain(const AlterDomainStmt* statement, Lowering& to);

void lower_function(const CreateFunctionStmt* statement, Lowering& to);
void lower_trigger(const CreateTrigStmt* statement, Lowering& to);
void lower_rule(const RuleStmt* statement, Lowering& to);
void lower_policy(const CreatePolicyStmt* statement, Lowering& to);
void lower_policy(const AlterPolicyStmt* statement, Lowering& to);
void lower_statistics(const CreateStatsStmt* statement, Lowering& to);
void lower_do(const DoStmt* statement, Lowering& to);

void lower_sequence(const CreateSeqStmt* statement, Lowering& to);
void lower_alter_sequence(const AlterSeqStmt* statement, Lowering& to);
void lower_copy(const CopyStmt* statement, Lowering& to);
void lower_truncate(const TruncateStmt* statement, Lowering& to);
void lower_lock(const LockStmt* statement, Lowering& to);
void lower_vacuum(const VacuumStmt* statement, Lowering& to);
void lower_reindex(const ReindexStmt* statement, Lowering& to);
void lower_explain(const ExplainStmt* statement, Lowering& to);
void lower_set(const VariableSetStmt* statement, Lowering& to);
void lower_transaction(const TransactionStmt* statement, Lowering& to);
void lower_publication(const CreatePublicationStmt* statement, Lowering& to);
void lower_publication(const AlterPublicationStmt* statement, Lowering& to);
void lower_subscription(const CreateSubscriptionStmt* statement, Lowering& to);
void lower_subscription(const AlterSubscriptionStmt* statement, Lowering& to);

}  // namespace godwit::postgres
