#include <godwit/project/frontend.h>

namespace godwit {
namespace {

RunnerTransaction of_any_runner(const Migration& migration) {
  if (migration.transaction == TransactionMode::batch)
    return {"several statements that are sent at once are one transaction", "give it a file of its own"};
  if (migration.transaction == TransactionMode::pipeline)
    return {"several statements that are sent without waiting for answers are one transaction",
            "give it a file of its own"};
  return {"the runner opens a transaction for the migration",
          "give it a migration of its own that runs without a transaction"};
}

/// What the frontend knows of its runner does not hold then, nor do its ways out.
RunnerTransaction as_configured(TransactionMode mode) {
  if (mode == TransactionMode::batch)
    return {"godwit.toml says that all statements of a migration are sent at once, which makes them one transaction",
            "give it a migration of its own"};
  if (mode == TransactionMode::pipeline)
    return {"godwit.toml says that statements are sent without waiting for answers, which makes several one transaction",
            "give it a migration of its own"};
  if (mode == TransactionMode::one_for_all)
    return {"godwit.toml says that all migrations run in one transaction",
            "run it apart from them, and without a transaction"};
  return {"godwit.toml says that each migration runs in a transaction",
          "give it a migration of its own that runs without a transaction"};
}

}  // namespace

RunnerTransaction Frontend::transaction_of(const Migration& migration) const { return of_any_runner(migration); }

RunnerTransaction transaction_of(const Migration& migration, TransactionMode mode) {
  if (mode != migration.transaction) return as_configured(mode);
  return migration.frontend != nullptr ? migration.frontend->transaction_of(migration) : of_any_runner(migration);
}

}  // namespace godwit
