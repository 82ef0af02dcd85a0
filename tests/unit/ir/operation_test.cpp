#include <string_view>
#include <type_traits>
#include <variant>

#include <godwit/ir/operation.h>
#include <support/catch.h>

namespace godwit {
namespace {

/// Says which of its overloads was called.
struct Named {
  std::string_view& called;
  void operator()(const Truncate&) { called = "truncate"; }
  void operator()(const Vacuum&) { called = "vacuum"; }
};

template <class... Ts>
constexpr std::size_t size_of(OperationList<Ts...>) {
  return sizeof...(Ts);
}

template <class Visitor, class... Ts>
constexpr bool takes_all(OperationList<Ts...>) {
  return (std::is_invocable_v<Visitor&, const Ts&> && ...);
}

}  // namespace

TEST_CASE("an operation is visited as what it is") {
  std::string_view called;
  CHECK(visit_only<OperationList<Truncate>, OperationList<Vacuum>>(Operation(Vacuum{}), Named{called}));
  CHECK(called == "vacuum");
  CHECK(visit_only<OperationList<Truncate>, OperationList<Vacuum>>(Operation(Truncate{}), Named{called}));
  CHECK(called == "truncate");
}

TEST_CASE("an operation that stands in none of the lists is not visited") {
  std::string_view called;
  CHECK_FALSE(visit_only<OperationList<Truncate>>(Operation(Vacuum{}), Named{called}));
  CHECK(called.empty());
}

TEST_CASE("each operation stands in one list") {
  CHECK(size_of(relational::Operations{}) + size_of(postgres::Operations{}) + size_of(graph::Operations{}) +
            size_of(neo4j::Operations{}) + size_of(shared::Operations{}) ==
        std::variant_size_v<OperationKind>);
  CHECK(is_of<relational::Operations>(Operation(Truncate{})));
  CHECK(is_of<postgres::Operations>(Operation(Vacuum{})));
  CHECK(is_of<graph::Operations>(Operation(graph::Delete{})));
  CHECK(is_of<neo4j::Operations>(Operation(graph::UseFeature{})));
  CHECK(is_of<shared::Operations>(Operation(Opaque{})));
  CHECK_FALSE(is_of<relational::Operations, graph::Operations>(Operation(Opaque{})));
}

TEST_CASE("a visitor has to take all of a list") {
  CHECK(takes_all<Named>(OperationList<Truncate, Vacuum>{}));
  CHECK_FALSE(takes_all<Named>(OperationList<Truncate, Cluster>{}));
}

}  // namespace godwit
