#include "dialects/postgres/lower.h"
#include "dialects/postgres/scan.h"

namespace godwit::postgres {
namespace {

CreateTable::Persistence persistence_of(const RangeVar* relation) {
  if (relation->relpersistence == RELPERSISTENCE_TEMP) return CreateTable::Persistence::temporary;
  if (relation->relpersistence == RELPERSISTENCE_UNLOGGED) return CreateTable::Persistence::unlogged;
  return CreateTable::Persistence::permanent;
}

void add_element(const Node* element, CreateTable& table, const Source& source) {
  if (const auto* column = node_as<ColumnDef>(element, T_ColumnDef))
    table.columns.push_back(column_of(column, source));
  else if (const auto* constraint = node_as<::Constraint>(element, T_Constraint))
    table.constraints.push_back(constraint_of(constraint, source));
  else if (const auto* like = node_as<TableLikeClause>(element, T_TableLikeClause))
    table.like.push_back({name_of(like->relation, source), (like->options & CREATE_TABLE_LIKE_INDEXES) != 0,
                          (like->options & CREATE_TABLE_LIKE_CONSTRAINTS) != 0});
}

PartitionKey key_of(const PartitionSpec* spec) {
  PartitionKey key;
  key.strategy = spec->strategy == PARTITION_STRATEGY_LIST   ? PartitionBound::Strategy::list
                 : spec->strategy == PARTITION_STRATEGY_HASH ? PartitionBound::Strategy::hash
                                                             : PartitionBound::Strategy::range;
  for (const PartitionElem* element : Nodes<PartitionElem>(spec->partParams))
    key.columns.push_back(text_of(element->name));
  return key;
}

}  // namespace

void lower_create_table(const CreateStmt* statement, ObjectKind kind, Lowering& to) {
  CreateTable table;
  table.table = name_of(statement->relation, to.source);
  table.kind = kind;
  table.if_not_exists = statement->if_not_exists;
  table.persistence = persistence_of(statement->relation);
  table.columns.reserve(length_of(statement->tableElts));
  for (const Node* element : Nodes<Node>(statement->tableElts)) add_element(element, table, to.source);
  if (statement->partbound) {
    table.partition_of = name_of(static_cast<const RangeVar*>(linitial(statement->inhRelations)), to.source);
    table.bound = bound_of(statement->partbound, to.source);
  } else {
    for (const RangeVar* parent : Nodes<RangeVar>(statement->inhRelations))
      table.inherits.push_back(name_of(parent, to.source));
  }
  if (statement->partspec) table.partition_by = key_of(statement->partspec);
  table.tablespace = text_of(statement->tablespacename);
  if (statement->ofTypename) table.of_type = name_of(statement->ofTypename->names);
  to.add(std::move(table));
}

namespace {

CreateTable created_from(const IntoClause* into, ObjectKind kind, Query query, const Source& source) {
  CreateTable table;
  table.table = name_of(into->rel, source);
  table.kind = kind;
  table.persistence = persistence_of(into->rel);
  table.with_data = !into->skipData;
  table.as = std::move(query);
  return table;
}

}  // namespace

void lower_create_table_as(const CreateTableAsStmt* statement, Lowering& to) {
  const ObjectKind kind = statement->objtype == OBJECT_MATVIEW ? ObjectKind::materialized_view : ObjectKind::table;
  CreateTable table = created_from(statement->into, kind, query_of(statement->query, to.source), to.source);
  table.if_not_exists = statement->if_not_exists;
  to.add(std::move(table));
}

void lower_select(const SelectStmt* statement, Lowering& to) {
  Query query = query_of(reinterpret_cast<const Node*>(statement), to.source);
  if (statement->intoClause) {
    to.add(created_from(statement->intoClause, ObjectKind::table, std::move(query), to.source));
    return;
  }
  std::vector<ChangeRows> changes = std::move(query.changes);
  query.changes.clear();
  to.add(ReadRows{std::move(query)});
  for (ChangeRows& change : changes) to.add(std::move(change));
}

void lower_view(const ViewStmt* statement, Lowering& to) {
  CreateView view;
  view.view = name_of(statement->view, to.source);
  view.or_replace = statement->replace;
  view.temporary = statement->view->relpersistence == RELPERSISTENCE_TEMP;
  view.columns = strings_of(statement->aliases);
  for (const DefElem* option : Nodes<DefElem>(statement->options)) view.options.push_back(text_of(option->defname));
  view.query = query_of(statement->query, to.source);
  to.add(std::move(view));
}

void lower_index(const IndexStmt* statement, Lowering& to) {
  CreateIndex index;
  index.index.name = text_of(statement->idxname);
  index.table = table_of(statement->relation, to.source);
  index.index.schema = index.table.name.schema;
  index.unique = statement->unique;
  index.concurrently = statement->concurrent;
  index.keyword = to.keyword("index");
  index.if_not_exists = statement->if_not_exists;
  index.nulls_not_distinct = statement->nulls_not_distinct;
  index.method = text_of(statement->accessMethod);
  index.keys.reserve(length_of(statement->indexParams));
  for (const IndexElem* element : Nodes<IndexElem>(statement->indexParams)) {
    IndexKey key{text_of(element->name), std::nullopt};
    if (element->expr) key.expression = expression_of(element->expr, to.source);
    key.usual_order = element->ordering != SORTBY_DESC && element->nulls_ordering != SORTBY_NULLS_FIRST &&
                      element->collation == nullptr && element->opclass == nullptr;
    index.keys.push_back(std::move(key));
  }
  for (const IndexElem* element : Nodes<IndexElem>(statement->indexIncludingParams))
    index.including.push_back(text_of(element->name));
  if (statement->whereClause) index.where = expression_of(statement->whereClause, to.source);
  to.add(std::move(index));
}

namespace {

struct Action {
  const AlterTableCmd* command;
  const TableRef& table;
  Span span;
};

Operation change(const Action& action, TableChange what) {
  ChangeTable out;
  out.table = action.table;
  out.change = what;
  const Node* definition = action.command->def;
  if (what == TableChange::set_statistics || what == TableChange::set_options || what == TableChange::reset_options ||
      what == TableChange::set_storage || what == TableChange::set_compression || what == TableChange::add_identity ||
      what == TableChange::set_identity || what == TableChange::drop_identity || what == TableChange::set_expression ||
      what == TableChange::drop_expression)
    out.column = text_of(action.command->name);
  else
    out.value = text_of(action.command->name);
  if (const auto* made = node_as<::Constraint>(definition, T_Constraint)) definition = reinterpret_cast<const Node*>(made->options);
  if (const auto* list = node_as<List>(definition, T_List)) {
    for (const Node* each : Nodes<Node>(list))
      if (const auto* option = node_as<DefElem>(each, T_DefElem))
        out.parameters.push_back((option->defnamespace ? text_of(option->defnamespace) + "." : std::string()) +
                                 text_of(option->defname));
  } else if (const auto* identity = node_as<ReplicaIdentityStmt>(definition, T_ReplicaIdentityStmt)) {
    out.value = text_of(identity->name);
    out.parameters = {std::string(1, identity->identity_type)};
  } else if (node_as<RangeVar>(definition, T_RangeVar) == nullptr && definition) {
    const std::string value = value_of(definition);
    if (!value.empty()) out.value = value;
  }
  return out;
}

Operation with_parent(const Action& action, TableChange what, const Source& source) {
  ChangeTable out;
  out.table = action.table;
  out.change = what;
  if (const auto* parent = node_as<RangeVar>(action.command->def, T_RangeVar)) out.other = name_of(parent, source);
  if (const auto* type = node_as<TypeName>(action.command->def, T_TypeName)) out.other = name_of(type->names);
  return out;
}

AlterColumnType::Using using_kind(const Node* expression, const std::string& column, const Type& type) {
  if (!expression) return AlterColumnType::Using::none;
  const auto is_column = [&](const Node* node) {
    const auto* reference = node_as<ColumnRef>(node, T_ColumnRef);
    return reference && string_of(llast(reference->fields)) == column;
  };
  if (is_column(expression)) return AlterColumnType::Using::the_column;
  const auto* cast = node_as<TypeCast>(expression, T_TypeCast);
  if (cast && is_column(cast->arg) && type_of(cast->typeName) == type) return AlterColumnType::Using::cast_to_type;
  return AlterColumnType::Using::other;
}

Operation column_type(const Action& action, const Source& source) {
  const auto* definition = reinterpret_cast<const ColumnDef*>(action.command->def);
  AlterColumnType out;
  out.table = action.table;
  out.column = text_of(action.command->name);
  out.type = type_of(definition->typeName);
  if (definition->collClause) out.collation = name_of(definition->collClause->collname).plain();
  out.using_kind = using_kind(definition->raw_default, out.column, out.type);
  if (definition->raw_default) out.using_expression = expression_of(definition->raw_default, source);
  return out;
}

Operation attach_or_detach(const Action& action, bool attach, bool finalize, const Source& source) {
  const auto* command = reinterpret_cast<const PartitionCmd*>(action.command->def);
  const Name partition = name_of(command->name, source);
  if (attach) return AttachPartition{action.table, partition, bound_of(command->bound, source)};
  return DetachPartition{action.table, partition, command->concurrent, finalize};
}

Operation alter_constraint(const Action& action) {
  const auto* definition = reinterpret_cast<const ATAlterConstraint*>(action.command->def);
  AlterConstraint out;
  out.table = action.table;
  out.constraint = text_of(definition->conname);
  if (definition->alterEnforceability) out.enforced = definition->is_enforced;
  if (definition->alterInheritability) out.inherit = !definition->noinherit;
  out.deferrability = definition->alterDeferrability;
  return out;
}

Operation add_column(const Action& action, const Source& source) {
  return AddColumn{action.table, action.command->missing_ok,
                   column_of(reinterpret_cast<const ColumnDef*>(action.command->def), source)};
}

Operation set_default(const Action& action, const Source& source) {
  SetDefault out{action.table, text_of(action.command->name), std::nullopt};
  if (action.command->def) out.value = expression_of(action.command->def, source);
  return out;
}

constexpr std::string_view internal_only = "the server makes this action itself; no statement can say it";

Operation lower_action(const Action& action, const Source& source) {
  const AlterTableCmd* command = action.command;
  const bool cascade = command->behavior == DROP_CASCADE;
  switch (command->subtype) {
    case AT_AddColumn:
      return add_column(action, source);
    case AT_ColumnDefault:
      return set_default(action, source);
    case AT_DropNotNull:
      return DropNotNull{action.table, text_of(command->name)};
    case AT_SetNotNull:
      return SetNotNull{action.table, text_of(command->name)};
    case AT_SetExpression:
      return change(action, TableChange::set_expression);
    case AT_DropExpression:
      return change(action, TableChange::drop_expression);
    case AT_SetStatistics:
      return change(action, TableChange::set_statistics);
    case AT_SetOptions:
      return change(action, TableChange::set_options);
    case AT_ResetOptions:
      return change(action, TableChange::reset_options);
    case AT_SetStorage:
      return change(action, TableChange::set_storage);
    case AT_SetCompression:
      return change(action, TableChange::set_compression);
    case AT_DropColumn:
      return DropColumn{action.table, text_of(command->name), command->missing_ok, cascade,
                        cascade_keyword(command->behavior, source, action.span)};
    case AT_AddConstraint:
      return AddConstraint{action.table, constraint_of(reinterpret_cast<const ::Constraint*>(command->def), source)};
    case AT_AlterConstraint:
      return alter_constraint(action);
    case AT_ValidateConstraint:
      return ValidateConstraint{action.table, text_of(command->name)};
    case AT_DropConstraint:
      return DropConstraint{action.table, text_of(command->name), command->missing_ok, cascade,
                            cascade_keyword(command->behavior, source, action.span)};
    case AT_AlterColumnType:
      return column_type(action, source);
    case AT_AlterColumnGenericOptions:
      return change(action, TableChange::foreign_options);
    case AT_ChangeOwner:
      return ChangeOwner{action.table.written_as, action.table.name};
    case AT_ClusterOn:
      return change(action, TableChange::cluster_on);
    case AT_DropCluster:
      return change(action, TableChange::drop_cluster);
    case AT_SetLogged:
      return change(action, TableChange::set_logged);
    case AT_SetUnLogged:
      return change(action, TableChange::set_unlogged);
    case AT_DropOids:
      return change(action, TableChange::drop_oids);
    case AT_SetAccessMethod:
      return change(action, TableChange::set_access_method);
    case AT_SetTableSpace:
      return change(action, TableChange::set_tablespace);
    case AT_SetRelOptions:
    case AT_ReplaceRelOptions:
      return change(action, TableChange::set_parameters);
    case AT_ResetRelOptions:
      return change(action, TableChange::reset_parameters);
    case AT_EnableTrig:
    case AT_EnableAlwaysTrig:
    case AT_EnableReplicaTrig:
    case AT_EnableTrigAll:
    case AT_EnableTrigUser:
      return change(action, TableChange::enable_trigger);
    case AT_DisableTrig:
    case AT_DisableTrigAll:
    case AT_DisableTrigUser:
      return change(action, TableChange::disable_trigger);
    case AT_EnableRule:
    case AT_EnableAlwaysRule:
    case AT_EnableReplicaRule:
      return change(action, TableChange::enable_rule);
    case AT_DisableRule:
      return change(action, TableChange::disable_rule);
    case AT_AddInherit:
      return with_parent(action, TableChange::add_inherit, source);
    case AT_DropInherit:
      return with_parent(action, TableChange::drop_inherit, source);
    case AT_AddOf:
      return with_parent(action, TableChange::add_of, source);
    case AT_DropOf:
      return with_parent(action, TableChange::drop_of, source);
    case AT_ReplicaIdentity:
      return change(action, TableChange::replica_identity);
    case AT_EnableRowSecurity:
      return change(action, TableChange::enable_row_security);
    case AT_DisableRowSecurity:
      return change(action, TableChange::disable_row_security);
    case AT_ForceRowSecurity:
      return change(action, TableChange::force_row_security);
    case AT_NoForceRowSecurity:
      return change(action, TableChange::no_force_row_security);
    case AT_GenericOptions:
      return change(action, TableChange::foreign_options);
    case AT_AttachPartition:
      return attach_or_detach(action, true, false, source);
    case AT_DetachPartition:
      return attach_or_detach(action, false, false, source);
    case AT_DetachPartitionFinalize:
      return attach_or_detach(action, false, true, source);
    case AT_AddIdentity:
      return change(action, TableChange::add_identity);
    case AT_SetIdentity:
      return change(action, TableChange::set_identity);
    case AT_DropIdentity:
      return change(action, TableChange::drop_identity);
    case AT_AddColumnToView:
    case AT_CookedColumnDefault:
    case AT_AddIndex:
    case AT_ReAddIndex:
    case AT_ReAddConstraint:
    case AT_ReAddDomainConstraint:
    case AT_AddIndexConstraint:
    case AT_ReAddComment:
    case AT_ReAddStatistics:
      return Irrelevant{internal_only};
  }
  return Opaque{"an action of ALTER TABLE that this grammar does not know", {action.table.name}};
}

void lower_attribute_action(const AlterTableCmd* command, AlterCompositeType& type) {
  type.cascade = type.cascade || command->behavior == DROP_CASCADE;
  type.alters_type = type.alters_type || command->subtype == AT_AlterColumnType;
  const auto* column = node_as<ColumnDef>(command->def, T_ColumnDef);
  type.attributes.push_back(command->name ? text_of(command->name) : column ? text_of(column->colname) : "");
}

}  // namespace

void lower_alter_table(const AlterTableStmt* statement, Lowering& to) {
  TableRef table = table_of(statement->relation, to.source);
  table.written_as = object_kind(statement->objtype);
  table.if_exists = statement->missing_ok;
  if (statement->objtype == OBJECT_TYPE) {
    AlterCompositeType type{table.name, false, false, {}};
    for (const AlterTableCmd* command : Nodes<AlterTableCmd>(statement->cmds)) lower_attribute_action(command, type);
    to.add(std::move(type));
    return;
  }
  const std::vector<Span> spans = split_actions(to.source.script, to.source.statement, table.name.span.end);
  to.out.operations.reserve(to.out.operations.size() + length_of(statement->cmds));
  std::size_t index = 0;
  for (const AlterTableCmd* command : Nodes<AlterTableCmd>(statement->cmds)) {
    const Span span = index < spans.size() ? spans[index] : to.source.statement;
    ++index;
    to.add(lower_action({command, table, span}, to.source), span);
  }
}

}  // namespace godwit::postgres
