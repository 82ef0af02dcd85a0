#include <godwit/project/frontend.h>

#include "frontends/numbered.h"

namespace godwit {
namespace {

Claim claim(const FolderView& folder, const std::vector<std::string>&) {
  const std::string above = folder.upward().size() < 2 ? std::string() : folder.upward()[1];
  const std::string config = path_in(above, "config.toml");
  if (folder.name() != "migrations" || !above.ends_with("/supabase") || !folder.holds(config)) return {};
  return {Claim::by_marker, {"`" + folder.shown(config) + "` is Supabase's"}};
}

std::string_view dialect(const FolderView&, const std::string&) { return "postgres"; }

RunnerTransaction words(TransactionMode) {
  return {"Supabase sends a migration's statements without waiting for answers, which makes several one transaction",
          "give it a migration of its own"};
}

constexpr frontends::NumberedRunner runner{
    .id = "supabase",
    .name = "Supabase",
    .parse = frontends::number_and_words,
    .claim = claim,
    .dialect = dialect,
    .sooner = frontends::text_less,
    .refuses_same_version = true,
    .transaction = TransactionMode::pipeline,
    .words = words,
};

}  // namespace

const Frontend& supabase_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
