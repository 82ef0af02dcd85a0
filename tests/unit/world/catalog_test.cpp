#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/world/catalog.h>
#include <support/catch.h>

using namespace godwit;

namespace {

constexpr Moment first{1, 1};

Name named(const std::string& name) { return {"", name, {}}; }

RelationId add(Catalog& catalog, const std::string& name, ObjectKind kind = ObjectKind::table) {
  return catalog.add(named(name), kind, first).id;
}

CatalogColumn column(const std::string& name, const std::string& type) {
  CatalogColumn out;
  out.name = name;
  out.type.name = type;
  return out;
}

/// A relation that uses each thing in its own way.
RelationId add_user(Catalog& catalog, RelationId other) {
  Relation& user = catalog.add(named("user"), ObjectKind::table, first);
  CatalogConstraint key;
  key.references = other;
  user.constraints.push_back(key);
  user.reads.push_back(other);
  user.columns.push_back(column("a", "mood"));
  user.columns.front().default_value.calls.push_back({Name{"", "nextval", {}}, {"public.s"}});
  user.triggers.push_back({"t", named("act"), {}});
  user.of_type = "kind";
  user.publications.push_back("news");
  user.statistics.push_back("numbers");
  catalog.note_uses();
  return user.id;
}

using Ids = std::vector<RelationId>;

void check_users(const Catalog& catalog, RelationId other, const Ids& wanted) {
  CHECK(catalog.users(Use::references, other) == wanted);
  CHECK(catalog.users(Use::reads, other) == wanted);
  CHECK(catalog.users(Use::type, "mood") == wanted);
  CHECK(catalog.users(Use::function, "act") == wanted);
  CHECK(catalog.users(Use::function, "s") == wanted);
  CHECK(catalog.users(Use::owned_type, "kind") == wanted);
  CHECK(catalog.users(Use::publication, "news") == wanted);
  CHECK(catalog.users(Use::statistics, "numbers") == wanted);
}

}  // namespace

// --------------------------------------------------------------------------------------------------------------- names

TEST_CASE("a relation is found by its name along the search path, temporary ones first") {
  Catalog catalog;
  const RelationId plain = add(catalog, "t");
  const RelationId other = catalog.add({"audit", "t", {}}, ObjectKind::table, first).id;
  CHECK(catalog.find(named("t"))->id == plain);
  CHECK(catalog.find(Name{"audit", "t", {}})->id == other);
  CHECK_FALSE(catalog.find(Name{"nowhere", "t", {}}));
  catalog.set_search_path({"audit", "public"});
  CHECK(catalog.find(named("t"))->id == other);
  CHECK(catalog.resolve_schema("") == "audit");
  const RelationId temporary = catalog.add({"pg_temp", "t", {}}, ObjectKind::table, first).id;
  CHECK(catalog.find(named("t"))->id == temporary);
  catalog.drop(temporary);
  catalog.drop(other);
  CHECK(catalog.find(named("t"))->id == plain);
  catalog.set_search_path({});
  CHECK(catalog.resolve_schema("") == "public");
  CHECK_FALSE(catalog.find(named("t")));
}

TEST_CASE("a name that was taken over leads to the one that took it") {
  Catalog catalog;
  const RelationId assumed = catalog.find_or_assume(named("t"), ObjectKind::table).id;
  CHECK(catalog.find(assumed)->assumed);
  CHECK(catalog.find_or_assume(named("t"), ObjectKind::view).id == assumed);
  const RelationId made = add(catalog, "t");
  CHECK(catalog.find(named("t"))->id == made);
  catalog.drop(assumed);
  CHECK(catalog.find(named("t"))->id == made);
}

TEST_CASE("what was dropped or renamed is gone until something of its name is made again") {
  Catalog catalog;
  const RelationId id = add(catalog, "t");
  CHECK_FALSE(catalog.was_dropped(named("t")));
  catalog.rename(id, "public", "u", {2, 5});
  CHECK(catalog.was_dropped(named("t")));
  CHECK_FALSE(catalog.was_dropped(named("u")));
  CHECK(catalog.find(id)->former_name == "public.t");
  catalog.rename(id, "audit", "v", {2, 6});
  CHECK(catalog.find(id)->former_name == "public.t");  // as it was called before the migration
  CHECK(catalog.find(Name{"audit", "v", {}})->id == id);
  CHECK(catalog.was_dropped(named("u")));
  add(catalog, "t");
  CHECK_FALSE(catalog.was_dropped(named("t")));
  catalog.drop(id);
  CHECK(catalog.was_dropped({"audit", "v", {}}));
  CHECK_FALSE(catalog.find(id));
  CHECK(catalog.at(id).name.empty());
}

TEST_CASE("renaming to its own name keeps it, and what is gone cannot be renamed, dropped or changed") {
  Catalog catalog;
  const RelationId id = add(catalog, "t");
  catalog.rename(id, "public", "t");
  CHECK(catalog.find(named("t"))->id == id);
  CHECK_FALSE(catalog.was_dropped(named("t")));
  catalog.drop(id);
  catalog.drop(id);
  catalog.rename(id, "public", "u");
  catalog.edit(id).name = "ghost";
  CHECK(catalog.at(id).name.empty());
  CHECK(catalog.edit(id).name.empty());
  CHECK_FALSE(catalog.edit(named("u")));
  CHECK(catalog.relations().empty());
  catalog.drop(no_relation);
  CHECK_FALSE(catalog.find(no_relation));
}

TEST_CASE("dropping leaves nothing of it with its table, parents and children") {
  Catalog catalog;
  const RelationId parent = add(catalog, "p");
  const RelationId child = add(catalog, "c");
  const RelationId index = add(catalog, "i", ObjectKind::index);
  catalog.edit(parent).children = {child};
  catalog.edit(child).parents = {parent};
  catalog.edit(child).indexes = {index};
  catalog.edit(index).table = child;
  const Catalog before = catalog;
  catalog.drop(index);
  CHECK(catalog.at(child).indexes.empty());
  catalog.drop(child);
  CHECK(catalog.at(parent).children.empty());
  CHECK(before.at(parent).children == Ids{child});
  CHECK(before.at(child).indexes == Ids{index});
  Catalog again = before;
  again.drop(parent);
  CHECK(again.at(child).parents.empty());
}

// ----------------------------------------------------------------------------------------------------------------- ids

TEST_CASE("an id is never given to another relation") {
  Catalog catalog;
  std::set<RelationId> given;
  const auto give = [&](RelationId id) { CHECK(given.insert(id).second); };
  give(add(catalog, "a"));
  const Catalog before = catalog;
  give(add(catalog, "b"));
  catalog.drop(catalog.find(named("b"))->id);
  give(add(catalog, "b"));
  give(catalog.find_or_assume(named("c"), ObjectKind::table).id);
  catalog.go_back_to(before);
  give(add(catalog, "b"));
  catalog.rename(catalog.find(named("b"))->id, "public", "d");
  give(add(catalog, "b"));
  give(catalog.find_or_assume(named("c"), ObjectKind::table).id);
  catalog.go_back_to(before);
  catalog.go_back_to(before);
  give(add(catalog, "e"));
  CHECK(catalog.relations() == Ids{0, *given.rbegin()});
}

TEST_CASE("going back undoes names, types, functions and the search path, and nothing that copies have") {
  Catalog catalog;
  const RelationId t = add(catalog, "t");
  catalog.add_type(named("mood"), ObjectKind::type, first).labels = {"sad"};
  const Catalog before = catalog;

  catalog.rename(t, "public", "u", first);
  catalog.edit(t).columns.push_back(column("a", "integer"));
  catalog.edit_type("", "mood")->labels.push_back("ok");
  catalog.rename_type(named("mood"), "", "temper");
  CreateFunction function;
  function.function = named("f");
  catalog.add_function(function, first, std::make_shared<RoutineCode>());
  catalog.set_search_path({"audit"});
  const Catalog after = catalog;

  catalog.go_back_to(before);
  CHECK(catalog.find(named("t"))->id == t);
  CHECK_FALSE(catalog.find(named("u")));
  CHECK_FALSE(catalog.was_dropped(named("t")));
  CHECK(catalog.at(t).columns.empty());
  CHECK(catalog.at(t).renamed == 0);
  REQUIRE(catalog.find_type("", "mood"));
  CHECK(catalog.find_type("", "mood")->labels == std::vector<std::string>{"sad"});
  CHECK_FALSE(catalog.defines_functions());
  CHECK(catalog.search_path() == std::vector<std::string>{"public"});

  CHECK(after.find(Name{"public", "u", {}})->columns.size() == 1);
  CHECK(after.find_type("public", "temper")->labels.size() == 2);
  CHECK(after.find_functions({"public", "f", {}}).size() == 1);
}

// --------------------------------------------------------------------------------------------------------------- users

TEST_CASE("who uses a thing is known by how it is used") {
  Catalog catalog;
  const RelationId other = add(catalog, "other");
  const Catalog before = catalog;
  check_users(catalog, other, {});
  const RelationId user = add_user(catalog, other);
  check_users(catalog, other, {user});
  CHECK(catalog.users(Use::schema, "public") == Ids{other, user});
  CHECK(catalog.users(Use::type, "other").empty());
  check_users(before, other, {});
}

TEST_CASE("users are known by their ids: a rename of either changes nothing but the schema") {
  Catalog catalog;
  const RelationId other = add(catalog, "other");
  const RelationId user = add_user(catalog, other);
  catalog.rename(other, "public", "another");
  catalog.rename(user, "audit", "usual");
  catalog.note_uses();
  check_users(catalog, other, {user});
  CHECK(catalog.users(Use::schema, "audit") == Ids{user});
  const RelationId namesake = add(catalog, "other");
  CHECK(catalog.users(Use::reads, namesake).empty());
}

TEST_CASE("a user that was dropped is none, and one that was rolled back was never one") {
  Catalog catalog;
  const RelationId other = add(catalog, "other");
  const Catalog before = catalog;
  const RelationId user = add_user(catalog, other);
  const Catalog used = catalog;
  catalog.drop(user);
  check_users(catalog, other, {});
  catalog.go_back_to(used);
  check_users(catalog, other, {user});
  catalog.go_back_to(before);
  check_users(catalog, other, {});
  check_users(used, other, {user});
}

TEST_CASE("what is added to a relation later is a use from then on, and is gone when it is rolled back") {
  Catalog catalog;
  const RelationId other = add(catalog, "other");
  const RelationId late = add(catalog, "late");
  catalog.note_uses();
  const Catalog before = catalog;
  catalog.edit(late).reads.push_back(other);
  catalog.note_uses();
  CHECK(catalog.users(Use::reads, other) == Ids{late});
  catalog.go_back_to(before);
  catalog.note_uses();
  CHECK(catalog.users(Use::reads, other).empty());
}

// -------------------------------------------------------------------------------------------------- types and functions

TEST_CASE("types are found along the search path, renamed and dropped") {
  Catalog catalog;
  catalog.add_type({"audit", "mood", {}}, ObjectKind::type, first);
  CHECK_FALSE(catalog.find_type("", "mood"));
  CHECK(catalog.find_type("audit", "mood"));
  catalog.rename_type({"audit", "mood", {}}, "public", "mood");
  CHECK(catalog.find_type("", "mood")->schema == "public");
  CHECK_FALSE(catalog.find_type("audit", "mood"));
  catalog.rename_type(named("nothing"), "", "something");
  CHECK_FALSE(catalog.find_type("", "something"));
  catalog.drop_type(named("mood"));
  catalog.drop_type(named("mood"));
  CHECK_FALSE(catalog.edit_type("", "mood"));
}

TEST_CASE("functions of one name are told apart by their arguments") {
  Catalog catalog;
  const auto code = std::make_shared<RoutineCode>();
  CreateFunction one;
  one.function = named("f");
  one.argument_types = {"integer"};
  CreateFunction two = one;
  two.argument_types = {"text"};
  catalog.add_function(one, first, code);
  catalog.add_function(two, first, code);
  catalog.add_function(one, {2, 2}, code);
  CHECK(catalog.find_functions(named("f")).size() == 2);
  const Catalog before = catalog;
  catalog.drop_function(named("f"), {"integer"});
  REQUIRE(catalog.find_functions(named("f")).size() == 1);
  CHECK(catalog.find_functions(named("f")).front()->written.argument_types == two.argument_types);
  catalog.drop_function(named("f"), {});
  CHECK_FALSE(catalog.defines_functions());
  CHECK(before.find_functions(named("f")).size() == 2);
}

// --------------------------------------------------------------------------------------------------------------- graphs

TEST_CASE("each database of a server has a graph of its own") {
  Catalog catalog;
  GraphIndex index;
  index.name = "i";
  catalog.graph.add(index);
  CHECK_FALSE(catalog.use_graph(""));
  CHECK(catalog.use_graph("other"));
  CHECK_FALSE(catalog.graph.index("i"));
  const Catalog before = catalog;
  CHECK_FALSE(catalog.use_graph(""));
  CHECK(catalog.graph.index("i"));
  CHECK_FALSE(catalog.use_graph("other"));
  catalog.go_back_to(before);
  CHECK_FALSE(catalog.graph.index("i"));
}
