#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dialects/postgres/plpgsql/evaluate.h"
#include "dialects/postgres/plpgsql/routine.h"

namespace godwit::postgres {

/// Sets the variables of a routine of PL/pgSQL in a scope, by their numbers.
class Variables {
 public:
  explicit Variables(const Routine& routine) : all_(routine.variables) {}

  [[nodiscard]] const CodeVariable& operator[](std::size_t number) const { return all_[number]; }

  void set(Scope& scope, std::size_t number, const Value& value) const;
  /// Sets what a SELECT INTO, FETCH or FOR names; what there is no value for is not known.
  void set_target(Scope& scope, std::size_t number, const std::vector<Value>& values) const;
  /// What a statement may set, with all inside it, is not known after it.
  void forget_assigned(Scope& scope, const CodeStatement& statement) const;
  void forget_assigned(Scope& scope, const std::vector<CodeStatement>& statements) const;

 private:
  static void forget_record(Scope& scope, const std::string& record);

  const std::vector<CodeVariable>& all_;
};

}  // namespace godwit::postgres
