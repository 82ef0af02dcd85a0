#include <godwit/rules/postgres/partitions.h>

#include <algorithm>

#include <godwit/rules/postgres/advice.h>

namespace godwit {

std::vector<Name> partitions_or_example(const RuleContext& context, const Relation& parent) {
  std::vector<Name> out;
  for (const RelationId child : parent.children) {
    const Relation& partition = context.at(child);
    const bool bare = context.display(partition) == partition.name;
    if (!partition.partitioned()) out.push_back({bare ? "" : partition.schema, partition.name, {}});
  }
  if (out.empty()) out.push_back({"", parent.name + "_1", {}});
  return out;
}

const Relation* default_partition(const RuleContext& context, const Relation& parent) {
  for (const RelationId child : parent.children) {
    const Relation& partition = context.at(child);
    if (partition.bound && partition.bound->strategy == PartitionBound::Strategy::default_) return &partition;
  }
  return nullptr;
}

static std::string key_words(const CreateIndex& index) {
  std::string out;
  for (const IndexKey& key : index.keys) out += (out.empty() ? "" : "_") + (key.column.empty() ? "expr" : key.column);
  return out;
}

std::vector<std::string> index_by_partition(const RuleContext& context, const CreateIndex& index,
                                            const Operation& operation) {
  const Relation* parent = context.relation(index.table.name);
  const Span name = index.table.name.span;
  if (!parent || name.empty()) return {};
  const std::string keys(context.text({name.end, operation.span.end}));
  const std::string create = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  const std::string written =
      index.index.empty() ? made_name(parent->name, key_words(index), "idx") : index.index.name;

  std::vector<std::string> sql{create + context.quoted(written) + " ON ONLY " + context.quoted(index.table.name) +
                               keys + ";"};
  std::string attach;
  for (const Name& partition : partitions_or_example(context, *parent)) {
    const std::string built = context.quoted(made_name(partition.name, key_words(index), "idx"));
    sql.push_back(create + "CONCURRENTLY " + built + " ON " + context.quoted(partition) + keys + ";");
    attach += (attach.empty() ? "" : "\n") + std::string("ALTER INDEX ") + context.quoted(written) +
              " ATTACH PARTITION " + built + ";";
  }
  sql.push_back(attach);
  return sql;
}

std::vector<std::string> foreign_key_by_partition(const RuleContext& context, const AddConstraint& op) {
  const Relation* parent = context.relation(op.table.name);
  if (!parent) return {};
  Constraint key = op.constraint;
  key.name = advice::constraint_name({context, op.table.name}, op.constraint);
  advice::Steps steps;
  for (const Name& partition : partitions_or_example(context, *parent))
    advice::append(steps, advice::add_then_validate({context, partition}, key));
  steps.push_back("ALTER TABLE " + context.quoted(op.table.name) + " ADD CONSTRAINT " + context.quoted(key.name) + " " +
                  advice::definition({context, op.table.name}, key) + ";");
  return steps;
}

static std::string literal(const std::string& value) {
  const bool number = !value.empty() && value.find_first_not_of("0123456789.-") == std::string::npos &&
                      std::count(value.begin(), value.end(), '-') <= 1 && value.find('-', 1) == std::string::npos;
  if (number) return value;
  std::string out = "'";
  for (const char c : value) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

static bool unbounded(const std::string& value) { return value == "minvalue" || value == "maxvalue"; }

std::string partition_check(const RuleContext& context, const Relation& parent, const PartitionBound& bound) {
  if (!parent.partition_by || parent.partition_by->columns.size() != 1 || parent.partition_by->columns[0].empty())
    return {};
  const std::string key = context.quoted(parent.partition_by->columns[0]);
  std::string out = key + " IS NOT NULL";
  if (bound.strategy == PartitionBound::Strategy::list) {
    std::string values;
    for (const std::string& value : bound.values) values += (values.empty() ? "" : ", ") + literal(value);
    return out + " AND " + key + " IN (" + values + ")";
  }
  if (bound.strategy != PartitionBound::Strategy::range || bound.from.size() != 1 || bound.to.size() != 1) return {};
  if (!unbounded(bound.from[0])) out += " AND " + key + " >= " + literal(bound.from[0]);
  if (!unbounded(bound.to[0])) out += " AND " + key + " < " + literal(bound.to[0]);
  return out;
}

}  // namespace godwit
