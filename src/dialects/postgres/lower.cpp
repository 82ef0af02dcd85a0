#include "dialects/postgres/lower.h"

#include "dialects/postgres/scan.h"

namespace godwit::postgres {

Span Lowering::keyword(std::string_view lower) const { return first_keyword(source.script, source.statement, lower); }

Span cascade_keyword(DropBehavior behavior, const Source& source, Span within) {
  return behavior == DROP_CASCADE ? last_keyword(source.script, within, "cascade") : Span{};
}

namespace {

template <class T>
const T* as(const Node* node) {
  return reinterpret_cast<const T*>(node);
}

void administer(AdministrationKind kind, const char* object, bool if_exists, Lowering& to) {
  to.add(Administer{kind, text_of(object), if_exists});
}

void lower_change(const Node* statement, Lowering& to) {
  Query query = query_of(statement, to.source);  // a change is its own only change; its WITH may hold others
  for (ChangeRows& change : query.changes) to.add(std::move(change));
}

void lower_refresh(const RefreshMatViewStmt* statement, Lowering& to) {
  to.add(RefreshMaterializedView{name_of(statement->relation, to.source), statement->concurrent, !statement->skipData});
}

void lower_cluster(const ClusterStmt* statement, Lowering& to) {
  Cluster out{std::nullopt, text_of(statement->indexname)};
  if (statement->relation) out.table = name_of(statement->relation, to.source);
  to.add(std::move(out));
}

void lower_alter_database(const AlterDatabaseStmt* statement, Lowering& to) {
  administer(option(statement->options, "tablespace") ? AdministrationKind::alter_database_tablespace
                                                      : AdministrationKind::alter_database,
             statement->dbname, false, to);
}

void lower_discard(const DiscardStmt* statement, Lowering& to) {
  if (statement->target == DISCARD_ALL)
    administer(AdministrationKind::discard_all, nullptr, false, to);
  else
    to.add(Irrelevant{"it drops what only this session has"});
}

constexpr std::string_view no_table = "it touches no table and no row";
constexpr std::string_view cursor_only = "a cursor or a prepared statement of this session";

}  // namespace

void lower_statement(const Node* statement, Lowering& to) {
  switch (nodeTag(statement)) {
    case T_InsertStmt:
    case T_DeleteStmt:
    case T_UpdateStmt:
    case T_MergeStmt:
      return lower_change(statement, to);
    case T_SelectStmt:
      return lower_select(as<SelectStmt>(statement), to);
    case T_CreateStmt:
      return lower_create_table(as<CreateStmt>(statement), ObjectKind::table, to);
    case T_CreateForeignTableStmt:
      return lower_create_table(&as<CreateForeignTableStmt>(statement)->base, ObjectKind::foreign_table, to);
    case T_CreateTableAsStmt:
      return lower_create_table_as(as<CreateTableAsStmt>(statement), to);
    case T_AlterTableStmt:
      return lower_alter_table(as<AlterTableStmt>(statement), to);
    case T_IndexStmt:
      return lower_index(as<IndexStmt>(statement), to);
    case T_ViewStmt:
      return lower_view(as<ViewStmt>(statement), to);
    case T_DropStmt:
      return lower_drop(as<DropStmt>(statement), to);
    case T_RenameStmt:
      return lower_rename(as<RenameStmt>(statement), to);
    case T_AlterObjectSchemaStmt:
      return lower_set_schema(as<AlterObjectSchemaStmt>(statement), to);
    case T_AlterOwnerStmt:
      return lower_owner(as<AlterOwnerStmt>(statement), to);
    case T_CommentStmt:
      return lower_comment(as<CommentStmt>(statement), to);
    case T_GrantStmt:
      return lower_grant(as<GrantStmt>(statement), to);
    case T_CreateSchemaStmt:
      return lower_create_schema(as<CreateSchemaStmt>(statement), to);
    case T_CreateEnumStmt:
      return lower_enum(as<CreateEnumStmt>(statement), to);
    case T_AlterEnumStmt:
      return lower_alter_enum(as<AlterEnumStmt>(statement), to);
    case T_CompositeTypeStmt:
      return lower_composite(as<CompositeTypeStmt>(statement), to);
    case T_CreateRangeStmt:
      return lower_range(as<CreateRangeStmt>(statement), to);
    case T_CreateDomainStmt:
      return lower_domain(as<CreateDomainStmt>(statement), to);
    case T_AlterDomainStmt:
      return lower_alter_domain(as<AlterDomainStmt>(statement), to);
    case T_CreateFunctionStmt:
      return lower_function(as<CreateFunctionStmt>(statement), to);
    case T_CreateTrigStmt:
      return lower_trigger(as<CreateTrigStmt>(statement), to);
    case T_RuleStmt:
      return lower_rule(as<RuleStmt>(statement), to);
    case T_CreatePolicyStmt:
      return lower_policy(as<CreatePolicyStmt>(statement), to);
    case T_AlterPolicyStmt:
      return lower_policy(as<AlterPolicyStmt>(statement), to);
    case T_CreateStatsStmt:
      return lower_statistics(as<CreateStatsStmt>(statement), to);
    case T_DoStmt:
      return lower_do(as<DoStmt>(statement), to);
    case T_CreateSeqStmt:
      return lower_sequence(as<CreateSeqStmt>(statement), to);
    case T_AlterSeqStmt:
      return lower_alter_sequence(as<AlterSeqStmt>(statement), to);
    case T_CopyStmt:
      return lower_copy(as<CopyStmt>(statement), to);
    case T_TruncateStmt:
      return lower_truncate(as<TruncateStmt>(statement), to);
    case T_LockStmt:
      return lower_lock(as<LockStmt>(statement), to);
    case T_VacuumStmt:
      return lower_vacuum(as<VacuumStmt>(statement), to);
    case T_ReindexStmt:
      return lower_reindex(as<ReindexStmt>(statement), to);
    case T_ExplainStmt:
      return lower_explain(as<ExplainStmt>(statement), to);
    case T_VariableSetStmt:
      return lower_set(as<VariableSetStmt>(statement), to);
    case T_TransactionStmt:
      return lower_transaction(as<TransactionStmt>(statement), to);
    case T_CreatePublicationStmt:
      return lower_publication(as<CreatePublicationStmt>(statement), to);
    case T_AlterPublicationStmt:
      return lower_publication(as<AlterPublicationStmt>(statement), to);
    case T_CreateSubscriptionStmt:
      return lower_subscription(as<CreateSubscriptionStmt>(statement), to);
    case T_AlterSubscriptionStmt:
      return lower_subscription(as<AlterSubscriptionStmt>(statement), to);
    case T_RefreshMatViewStmt:
      return lower_refresh(as<RefreshMatViewStmt>(statement), to);
    case T_ClusterStmt:
      return lower_cluster(as<ClusterStmt>(statement), to);
    case T_ConstraintsSetStmt:
      return to.add(SetConstraints{!as<ConstraintsSetStmt>(statement)->deferred});
    case T_CreateExtensionStmt:
      return to.add(CreateExtension{text_of(as<CreateExtensionStmt>(statement)->extname),
                                    as<CreateExtensionStmt>(statement)->if_not_exists});
    case T_CallStmt:
      return to.add(CallProcedure{name_of(as<CallStmt>(statement)->funccall->funcname),
                                  arguments_of(as<CallStmt>(statement)->funccall)});
    case T_AlterDatabaseStmt:
      return lower_alter_database(as<AlterDatabaseStmt>(statement), to);
    case T_CreatedbStmt:
      return administer(AdministrationKind::create_database, as<CreatedbStmt>(statement)->dbname, false, to);
    case T_DropdbStmt:
      return administer(AdministrationKind::drop_database, as<DropdbStmt>(statement)->dbname,
                        as<DropdbStmt>(statement)->missing_ok, to);
    case T_AlterDatabaseSetStmt:
      return administer(AdministrationKind::alter_database, as<AlterDatabaseSetStmt>(statement)->dbname, false, to);
    case T_CreateTableSpaceStmt:
      return administer(AdministrationKind::create_tablespace, as<CreateTableSpaceStmt>(statement)->tablespacename,
                        false, to);
    case T_DropTableSpaceStmt:
      return administer(AdministrationKind::drop_tablespace, as<DropTableSpaceStmt>(statement)->tablespacename,
                        as<DropTableSpaceStmt>(statement)->missing_ok, to);
    case T_AlterSystemStmt:
      return administer(AdministrationKind::alter_system, nullptr, false, to);
    case T_DropSubscriptionStmt:
      return administer(AdministrationKind::drop_subscription, as<DropSubscriptionStmt>(statement)->subname,
                        as<DropSubscriptionStmt>(statement)->missing_ok, to);
    case T_CheckPointStmt:
      return administer(AdministrationKind::checkpoint, nullptr, false, to);
    case T_DiscardStmt:
      return lower_discard(as<DiscardStmt>(statement), to);

    case T_AlterTableMoveAllStmt:
      return to.add(Opaque{"moves every table of a tablespace, whichever those are", {}});
    case T_DropOwnedStmt:
      return to.add(Opaque{"drops whatever a role owns", {}});
    case T_ExecuteStmt:
      return to.add(Opaque{"runs a prepared statement", {}});
    case T_ImportForeignSchemaStmt:
      return to.add(Opaque{"makes whatever tables the other server has", {}});
    case T_AlterTypeStmt:
      return to.add(Opaque{"changes how a base type is stored", {}});

    case T_DeclareCursorStmt:
      return to.add(ReadRows{query_of(as<DeclareCursorStmt>(statement)->query, to.source)});
    case T_PrepareStmt:
    case T_DeallocateStmt:
    case T_ClosePortalStmt:
    case T_FetchStmt:
      return to.add(Irrelevant{cursor_only});

    case T_VariableShowStmt:
    case T_NotifyStmt:
    case T_ListenStmt:
    case T_UnlistenStmt:
    case T_LoadStmt:
    case T_AlterCollationStmt:
    case T_GrantRoleStmt:
    case T_AlterDefaultPrivilegesStmt:
    case T_AlterTableSpaceOptionsStmt:
    case T_AlterExtensionStmt:
    case T_AlterExtensionContentsStmt:
    case T_CreateFdwStmt:
    case T_AlterFdwStmt:
    case T_CreateForeignServerStmt:
    case T_AlterForeignServerStmt:
    case T_CreateUserMappingStmt:
    case T_AlterUserMappingStmt:
    case T_DropUserMappingStmt:
    case T_CreateAmStmt:
    case T_CreateEventTrigStmt:
    case T_AlterEventTrigStmt:
    case T_CreatePLangStmt:
    case T_CreateRoleStmt:
    case T_AlterRoleStmt:
    case T_AlterRoleSetStmt:
    case T_DropRoleStmt:
    case T_DefineStmt:
    case T_CreateOpClassStmt:
    case T_CreateOpFamilyStmt:
    case T_AlterOpFamilyStmt:
    case T_SecLabelStmt:
    case T_AlterStatsStmt:
    case T_AlterFunctionStmt:
    case T_AlterObjectDependsStmt:
    case T_AlterOperatorStmt:
    case T_AlterDatabaseRefreshCollStmt:
    case T_CreateConversionStmt:
    case T_CreateCastStmt:
    case T_CreateTransformStmt:
    case T_ReassignOwnedStmt:
    case T_AlterTSDictionaryStmt:
    case T_AlterTSConfigurationStmt:
      return to.add(Irrelevant{no_table});

    case T_RawStmt:
    case T_SetOperationStmt:
    case T_ReturnStmt:
    case T_PLAssignStmt:
    case T_ReplicaIdentityStmt:
    case T_PlannedStmt:
// Every tag that is no statement, from PostgreSQL's own list: a new statement kind is missing above and does not
// compile.
#include "postgres_other_tags.inc"
      return to.add(Opaque{"the parser gave a tree that is no statement", {}});
  }
}

}  // namespace godwit::postgres
