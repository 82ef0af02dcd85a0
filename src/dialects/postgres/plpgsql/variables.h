#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "dialects/postgres/plpgsql/evaluate.h"

namespace godwit::postgres {

using Json = nlohmann::json;

/// A field of the parser's answer; an empty object where there is none.
[[nodiscard]] const Json& part(const Json& node, const char* field);

/// Which variables the statements of a PL/pgSQL routine may set: what is not known after code that may have run.
class Variables {
 public:
  explicit Variables(const Json& function);

  void set(Scope& scope, std::size_t number, const Value& value) const;
  void set(Scope& scope, const std::string& name, const Value& value) const;
  /// Sets what a SELECT INTO, FETCH or FOR names; what there is no value for is not known.
  void set_target(Scope& scope, const Json& target, const std::vector<Value>& values) const;
  /// Gives the variables that a block declares their defaults' expressions, in order; null for none.
  [[nodiscard]] std::vector<std::pair<std::string, const Json*>> declared_by(std::size_t block_line) const;
  void forget_assigned(Scope& scope, const Json& statements) const;
  /// The declaration of a bound cursor; null when it has no query of its own.
  [[nodiscard]] const Json* bound_cursor(std::size_t number) const;

 private:
  void collect(const Json& node);
  static void forget_record(Scope& scope, const std::string& record);

  const Json& datums_;
  std::multiset<std::size_t> block_lines_;
  std::set<std::pair<std::string, std::size_t>> loop_variables_;  ///< of FOR i IN a..b, with their lines
  std::set<std::string> ambiguous_;  ///< declared more than once: which one is meant is not told
  std::map<std::string, std::string> types_;
};

}  // namespace godwit::postgres
