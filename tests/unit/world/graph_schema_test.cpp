#include <godwit/world/graph_schema.h>
#include <support/catch.h>

using namespace godwit;

namespace {

graph::Schema person(const char* property) { return {graph::Entity::node, {"Person"}, {property}}; }

GraphConstraint unique(const char* name, const char* property) {
  return {name, false, graph::ConstraintKind::unique, person(property), "", {1, 1}};
}

}  // namespace

TEST_CASE("a key constraint brings the index that backs it, and takes it along") {
  GraphSchema schema;
  schema.add(unique("person_id", "id"));
  REQUIRE(schema.index("person_id"));
  CHECK(schema.index("person_id")->owner == "person_id");
  CHECK(schema.unique("Person", "id"));
  CHECK(schema.indexed("Person", "id"));
  CHECK_FALSE(schema.unique("Person", "name"));
  CHECK_FALSE(schema.unique("Dog", "id"));

  schema.drop_constraint("person_id", {2, 3});
  CHECK_FALSE(schema.constraint("person_id"));
  CHECK_FALSE(schema.index("person_id"));
  REQUIRE(schema.dropped_constraints().size() == 1);
  CHECK(schema.dropped_constraints().begin()->made.transaction == 3);
}

TEST_CASE("an existence constraint has no index") {
  GraphSchema schema;
  GraphConstraint exists = unique("person_name", "name");
  exists.kind = graph::ConstraintKind::exists;
  schema.add(exists);
  CHECK_FALSE(schema.index("person_name"));
  CHECK_FALSE(schema.key_over(person("name")));
}

TEST_CASE("indexes are populated when something waits for them") {
  GraphSchema schema;
  schema.add(GraphIndex{"i", false, graph::IndexKind::range, person("name"), "", Known::no, {1, 1}});
  CHECK(schema.index("i")->online == Known::no);
  schema.populated();
  CHECK(schema.index("i")->online == Known::yes);
  schema.drop_index("i", {1, 2});
  CHECK_FALSE(schema.index("i"));
  CHECK(schema.dropped_indexes().size() == 1);
}
