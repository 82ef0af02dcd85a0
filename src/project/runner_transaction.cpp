#include <godwit/project/frontend.h>

namespace godwit {
namespace {

RunnerTransaction of_any_runner(const Migration& migration) {
  if (migration.transaction == TransactionMode::batch)
    return {"several statements that are sent at once are one transaction", "give it a file of its own"};
  return {"the runner opens a transaction for the migration",
          "give it a migration of its own that runs without a transaction"};
}

}  // namespace

RunnerTransaction Frontend::transaction_of(const Migration& migration) const { return of_any_runner(migration); }

RunnerTransaction transaction_of(const Migration& migration) {
  const Frontend* frontend = find_frontend(migration.framework);
  return frontend ? frontend->transaction_of(migration) : of_any_runner(migration);
}

}  // namespace godwit
