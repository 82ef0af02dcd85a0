#include "dialects/postgres/servers.h"

namespace godwit::postgres {

const std::vector<ServerKind>& servers() {
  static const std::vector<ServerKind> kinds{{.name = "postgres",
                                              .title = "PostgreSQL",
                                              .releases = {{13, 18}},
                                              .otherwise = 15,
                                              .spellings = {{"postgres-version"}}}};
  return kinds;
}

}  // namespace godwit::postgres
