#include <algorithm>

#include <godwit/ir/relational/postgres_locks.h>
#include <godwit/source/utf8.h>

#include "dialects/postgres/lower.h"

// Rows, maintenance, settings, transactions, replication.

namespace godwit::postgres {
namespace {

Name owner_table(const List* options) {
  const DefElem* owned = option(options, "owned_by");
  const auto* list = owned ? node_as<List>(owned->arg, T_List) : nullptr;
  std::vector<std::string> parts = list ? strings_of(list) : std::vector<std::string>();
  Name out;
  if (parts.size() < 2) return out;  // OWNED BY NONE
  parts.pop_back();
  out.name = parts.back();
  if (parts.size() > 1) out.schema = parts[parts.size() - 2];
  return out;
}

}  // namespace

void lower_sequence(const CreateSeqStmt* statement, Lowering& to) {
  to.add(CreateSequence{name_of(statement->sequence, to.source), statement->if_not_exists,
                        statement->sequence->relpersistence == RELPERSISTENCE_TEMP, owner_table(statement->options)});
}

void lower_alter_sequence(const AlterSeqStmt* statement, Lowering& to) {
  AlterSequence out;
  out.sequence = name_of(statement->sequence, to.source);
  out.if_exists = statement->missing_ok;
  out.owner_table = owner_table(statement->options);
  for (const DefElem* each : Nodes<DefElem>(statement->options))
    (text_of(each->defname) == "owned_by" ? out.sets_owner : out.sets_parameter) = true;
  to.add(std::move(out));
}

void lower_copy(const CopyStmt* statement, Lowering& to) {
  if (statement->is_from) {
    ChangeRows out;
    out.kind = RowChange::copy_in;
    out.table = table_of(statement->relation, to.source);
    out.columns = strings_of(statement->attlist);
    out.freezes = flag(statement->options, "freeze");
    to.add(std::move(out));
    return;
  }
  ReadRows out;
  if (statement->query)
    out.query = query_of(statement->query, to.source);
  else
    out.query.reads.push_back({name_of(statement->relation, to.source), !statement->relation->inh, false, {}, false});
  to.add(std::move(out));
}

void lower_truncate(const TruncateStmt* statement, Lowering& to) {
  Truncate out{{}, statement->behavior == DROP_CASCADE, statement->restart_seqs};
  for (const RangeVar* each : Nodes<RangeVar>(statement->relations)) out.tables.push_back(table_of(each, to.source));
  to.add(std::move(out));
}

void lower_lock(const LockStmt* statement, Lowering& to) {
  // The server numbers its modes as the rows stand, from 1.
  LockTable out{{}, Lock(postgres_lock::rows.at(static_cast<std::size_t>(statement->mode) - 1)), statement->nowait};
  for (const RangeVar* each : Nodes<RangeVar>(statement->relations)) out.tables.push_back(table_of(each, to.source));
  to.add(std::move(out));
}

void lower_vacuum(const VacuumStmt* statement, Lowering& to) {
  Vacuum out;
  out.vacuum = statement->is_vacuumcmd;
  out.full = flag(statement->options, "full");
  out.analyze = !out.vacuum || flag(statement->options, "analyze");
  for (const VacuumRelation* each : Nodes<VacuumRelation>(statement->rels))
    out.tables.push_back(table_of(each->relation, to.source));
  to.add(std::move(out));
}

void lower_reindex(const ReindexStmt* statement, Lowering& to) {
  Reindex out;
  std::string_view keyword;
  switch (statement->kind) {
    case REINDEX_OBJECT_INDEX:
      out.target = Reindex::Target::index;
      keyword = "index";
      break;
    case REINDEX_OBJECT_TABLE:
      out.target = Reindex::Target::table;
      keyword = "table";
      break;
    case REINDEX_OBJECT_SCHEMA:
      out.target = Reindex::Target::schema;
      keyword = "schema";
      break;
    case REINDEX_OBJECT_SYSTEM:
      out.target = Reindex::Target::system;
      keyword = "system";
      break;
    case REINDEX_OBJECT_DATABASE:
      out.target = Reindex::Target::database;
      keyword = "database";
      break;
  }
  out.name = statement->relation ? name_of(statement->relation, to.source) : Name{"", text_of(statement->name), {}};
  out.keyword = to.keyword(keyword);
  out.concurrently = flag(statement->params, "concurrently");
  if (const DefElem* tablespace = option(statement->params, "tablespace")) out.tablespace = value_of(tablespace->arg);
  to.add(std::move(out));
}

void lower_explain(const ExplainStmt* statement, Lowering& to) {
  to.add(Explain{flag(statement->options, "analyze")});
  lower_statement(statement->query, to);
}

void lower_set(const VariableSetStmt* statement, Lowering& to) {
  SetSetting out;
  out.name = lower(text_of(statement->name));
  out.local = statement->is_local;
  switch (statement->kind) {
    case VAR_SET_VALUE: {
      std::string value;
      for (const Node* each : Nodes<Node>(statement->args)) value += (value.empty() ? "" : ", ") + value_of(each);
      out.value = value;
      break;
    }
    case VAR_SET_MULTI:
      to.add(TransactionControl{TransactionVerb::set_characteristics, out.name, false});
      return;
    case VAR_RESET_ALL:
      out.name = "all";
      break;
    case VAR_SET_DEFAULT:
    case VAR_RESET:
    case VAR_SET_CURRENT:
      break;
  }
  to.add(std::move(out));
}

void lower_transaction(const TransactionStmt* statement, Lowering& to) {
  TransactionControl out;
  out.name = text_of(statement->savepoint_name);
  out.chain = statement->chain;
  switch (statement->kind) {
    case TRANS_STMT_BEGIN:
    case TRANS_STMT_START:
      out.verb = TransactionVerb::begin;
      break;
    case TRANS_STMT_COMMIT:
      out.verb = TransactionVerb::commit;
      break;
    case TRANS_STMT_ROLLBACK:
      out.verb = TransactionVerb::rollback;
      break;
    case TRANS_STMT_SAVEPOINT:
      out.verb = TransactionVerb::savepoint;
      break;
    case TRANS_STMT_RELEASE:
      out.verb = TransactionVerb::release;
      break;
    case TRANS_STMT_ROLLBACK_TO:
      out.verb = TransactionVerb::rollback_to;
      break;
    case TRANS_STMT_PREPARE:
      out.verb = TransactionVerb::prepare;
      break;
    case TRANS_STMT_COMMIT_PREPARED:
      out.verb = TransactionVerb::commit_prepared;
      break;
    case TRANS_STMT_ROLLBACK_PREPARED:
      out.verb = TransactionVerb::rollback_prepared;
      break;
  }
  to.add(std::move(out));
}

namespace {

bool selects(const List* objects) {
  for (const PublicationObjSpec* each : Nodes<PublicationObjSpec>(objects))
    if (!each->pubtable || each->pubtable->whereClause || each->pubtable->columns) return true;
  return false;
}

std::vector<Name> tables_of(const List* objects, const Source& source) {
  std::vector<Name> out;
  for (const PublicationObjSpec* each : Nodes<PublicationObjSpec>(objects))
    if (each->pubtable && each->pubtable->relation) out.push_back(name_of(each->pubtable->relation, source));
  return out;
}

}  // namespace

void lower_publication(const CreatePublicationStmt* statement, Lowering& to) {
  to.add(ChangePublication{text_of(statement->pubname), ChangePublication::Change::create,
                           tables_of(statement->pubobjects, to.source), selects(statement->pubobjects)});
}

void lower_publication(const AlterPublicationStmt* statement, Lowering& to) {
  using Change = ChangePublication::Change;
  Change change = Change::other;
  if (statement->pubobjects) {
    switch (statement->action) {
      case AP_AddObjects:
        change = Change::add;
        break;
      case AP_DropObjects:
        change = Change::drop;
        break;
      case AP_SetObjects:
        change = Change::set;
        break;
    }
  }
  to.add(ChangePublication{text_of(statement->pubname), change, tables_of(statement->pubobjects, to.source),
                           selects(statement->pubobjects)});
}

void lower_subscription(const CreateSubscriptionStmt* statement, Lowering& to) {
  const bool makes_slot = (!option(statement->options, "connect") || flag(statement->options, "connect")) &&
                          (!option(statement->options, "create_slot") || flag(statement->options, "create_slot"));
  to.add(Administer{
      makes_slot ? AdministrationKind::create_subscription : AdministrationKind::create_subscription_unconnected,
      text_of(statement->subname), false});
}

void lower_subscription(const AlterSubscriptionStmt* statement, Lowering& to) {
  const bool refresh = statement->kind == ALTER_SUBSCRIPTION_REFRESH;
  to.add(Administer{refresh ? AdministrationKind::refresh_subscription : AdministrationKind::alter_subscription,
                    text_of(statement->subname), false});
}

}  // namespace godwit::postgres
