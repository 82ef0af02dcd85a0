#include <array>

#include "dialects/postgres/lower.h"

// Statements that work on objects of any kind: DROP, RENAME, SET SCHEMA, OWNER, COMMENT, GRANT.

namespace godwit::postgres {

ObjectKind object_kind(ObjectType type) {
  switch (type) {
    case OBJECT_TABLE:
      return ObjectKind::table;
    case OBJECT_VIEW:
      return ObjectKind::view;
    case OBJECT_MATVIEW:
      return ObjectKind::materialized_view;
    case OBJECT_FOREIGN_TABLE:
      return ObjectKind::foreign_table;
    case OBJECT_SEQUENCE:
      return ObjectKind::sequence;
    case OBJECT_INDEX:
      return ObjectKind::index;
    case OBJECT_COLUMN:
      return ObjectKind::column;
    case OBJECT_TABCONSTRAINT:
      return ObjectKind::constraint;
    case OBJECT_DOMCONSTRAINT:
      return ObjectKind::domain_constraint;
    case OBJECT_TRIGGER:
      return ObjectKind::trigger;
    case OBJECT_RULE:
      return ObjectKind::rule;
    case OBJECT_POLICY:
      return ObjectKind::policy;
    case OBJECT_ATTRIBUTE:
      return ObjectKind::attribute;
    case OBJECT_TYPE:
      return ObjectKind::type;
    case OBJECT_DOMAIN:
      return ObjectKind::domain;
    case OBJECT_FUNCTION:
      return ObjectKind::function;
    case OBJECT_PROCEDURE:
      return ObjectKind::procedure;
    case OBJECT_ROUTINE:
      return ObjectKind::routine;
    case OBJECT_AGGREGATE:
      return ObjectKind::aggregate;
    case OBJECT_OPERATOR:
      return ObjectKind::operator_;
    case OBJECT_CAST:
      return ObjectKind::cast;
    case OBJECT_SCHEMA:
      return ObjectKind::schema;
    case OBJECT_DATABASE:
      return ObjectKind::database;
    case OBJECT_TABLESPACE:
      return ObjectKind::tablespace;
    case OBJECT_ROLE:
      return ObjectKind::role;
    case OBJECT_EXTENSION:
      return ObjectKind::extension;
    case OBJECT_STATISTIC_EXT:
      return ObjectKind::statistics;
    case OBJECT_PUBLICATION:
      return ObjectKind::publication;
    case OBJECT_SUBSCRIPTION:
      return ObjectKind::subscription;
    case OBJECT_EVENT_TRIGGER:
      return ObjectKind::event_trigger;
    case OBJECT_FOREIGN_SERVER:
      return ObjectKind::foreign_server;
    case OBJECT_FDW:
      return ObjectKind::foreign_data_wrapper;
    case OBJECT_ACCESS_METHOD:
    case OBJECT_AMOP:
    case OBJECT_AMPROC:
    case OBJECT_COLLATION:
    case OBJECT_CONVERSION:
    case OBJECT_DEFAULT:
    case OBJECT_DEFACL:
    case OBJECT_LANGUAGE:
    case OBJECT_LARGEOBJECT:
    case OBJECT_OPCLASS:
    case OBJECT_OPFAMILY:
    case OBJECT_PARAMETER_ACL:
    case OBJECT_PUBLICATION_NAMESPACE:
    case OBJECT_PUBLICATION_REL:
    case OBJECT_TRANSFORM:
    case OBJECT_TSCONFIGURATION:
    case OBJECT_TSDICTIONARY:
    case OBJECT_TSPARSER:
    case OBJECT_TSTEMPLATE:
    case OBJECT_USER_MAPPING:
      return ObjectKind::other;
  }
  return ObjectKind::other;
}

namespace {

bool on_a_table(ObjectKind kind) {
  return kind == ObjectKind::trigger || kind == ObjectKind::rule || kind == ObjectKind::policy ||
         kind == ObjectKind::constraint || kind == ObjectKind::column;
}

Name dotted(std::vector<std::string> parts) {
  Name out;
  if (!parts.empty()) out.name = parts.back();
  if (parts.size() > 1) out.schema = parts[parts.size() - 2];
  return out;
}

/// An object as DROP and COMMENT write it: a list of names, a type, or a function with arguments. Of what stands on a
/// table the last name is the object's, those before it the table's.
DropObjects::Object object_of(const Node* node, ObjectKind kind) {
  DropObjects::Object out;
  if (const auto* type = node_as<TypeName>(node, T_TypeName)) {
    out.name = name_of(type->names);
  } else if (const auto* function = node_as<ObjectWithArgs>(node, T_ObjectWithArgs)) {
    out.name = name_of(function->objname);
    for (const TypeName* each : Nodes<TypeName>(function->objargs)) out.argument_types.push_back(type_of(each).written);
  } else if (const auto* list = node_as<List>(node, T_List)) {
    const Node* first = list->length > 0 ? static_cast<const Node*>(linitial(list)) : nullptr;
    if (kind == ObjectKind::domain_constraint && node_as<TypeName>(first, T_TypeName)) {
      out.on_table = name_of(reinterpret_cast<const TypeName*>(first)->names);
      return out;
    }
    std::vector<std::string> parts = strings_of(list);
    if (on_a_table(kind) && parts.size() > 1) {
      out.name.name = parts.back();
      parts.pop_back();
      out.on_table = dotted(std::move(parts));
    } else {
      out.name = dotted(std::move(parts));
    }
  } else {
    out.name.name = string_of(node);
  }
  return out;
}

}  // namespace

void lower_drop(const DropStmt* statement, Lowering& to) {
  const ObjectKind kind = object_kind(statement->removeType);
  const Span cascade = cascade_keyword(statement->behavior, to.source, to.source.statement);
  DropObjects drop{kind, {}, statement->missing_ok, statement->behavior == DROP_CASCADE, cascade};
  for (const Node* each : Nodes<Node>(statement->objects)) drop.objects.push_back(object_of(each, kind));
  if (kind != ObjectKind::index) {
    to.add(std::move(drop));
    return;
  }
  DropIndex out{{}, statement->concurrent, drop.if_exists, drop.cascade, to.keyword("index"), cascade};
  for (DropObjects::Object& each : drop.objects) out.indexes.push_back(std::move(each.name));
  to.add(std::move(out));
}

void lower_rename(const RenameStmt* statement, Lowering& to) {
  Rename out;
  out.kind = object_kind(statement->renameType);
  out.object_kind =
      on_a_table(out.kind) || out.kind == ObjectKind::attribute ? object_kind(statement->relationType) : out.kind;
  out.if_exists = statement->missing_ok;
  out.part = text_of(statement->subname);
  out.to = text_of(statement->newname);
  if (statement->relation) {
    out.object = name_of(statement->relation, to.source);
  } else if (out.kind == ObjectKind::schema || !statement->object) {
    out.object.name = out.part;
  } else {
    out.object = object_of(statement->object, out.kind).name;
  }
  to.add(std::move(out));
}

void lower_set_schema(const AlterObjectSchemaStmt* statement, Lowering& to) {
  SetSchema out{object_kind(statement->objectType), {}, text_of(statement->newschema)};
  out.object =
      statement->relation ? name_of(statement->relation, to.source) : object_of(statement->object, out.kind).name;
  to.add(std::move(out));
}

void lower_owner(const AlterOwnerStmt* statement, Lowering& to) {
  ChangeOwner out{object_kind(statement->objectType), {}};
  out.object =
      statement->relation ? name_of(statement->relation, to.source) : object_of(statement->object, out.kind).name;
  to.add(std::move(out));
}

void lower_comment(const CommentStmt* statement, Lowering& to) {
  const ObjectKind kind = object_kind(statement->objtype);
  DropObjects::Object object = object_of(statement->object, kind);
  to.add(Comment{kind, std::move(object.name), std::move(object.on_table)});
}

void lower_grant(const GrantStmt* statement, Lowering& to) {
  Grant out{object_kind(statement->objtype), {}, !statement->is_grant, statement->targtype != ACL_TARGET_OBJECT, {}};
  for (const AccessPriv* each : Nodes<AccessPriv>(statement->privileges))
    if (each->priv_name) out.privileges.push_back(each->priv_name);
  for (const Node* each : Nodes<Node>(statement->objects)) {
    if (const auto* table = node_as<RangeVar>(each, T_RangeVar))
      out.objects.push_back(name_of(table, to.source));
    else
      out.objects.push_back(object_of(each, out.kind).name);
  }
  to.add(std::move(out));
}

void lower_create_schema(const CreateSchemaStmt* statement, Lowering& to) {
  std::string schema = text_of(statement->schemaname);
  if (schema.empty() && statement->authrole) schema = text_of(statement->authrole->rolename);
  to.add(CreateSchema{schema, statement->if_not_exists});
  for (const Node* element : Nodes<Node>(statement->schemaElts)) lower_statement(element, to);
}

}  // namespace godwit::postgres
