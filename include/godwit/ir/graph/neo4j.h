#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <godwit/ir/operation_list.h>

/// What only Neo4j's statements, its clients and its versions know.
namespace godwit::graph {

/// SHOW and TERMINATE; `administration` where the server takes it for one (SHOW USERS, SHOW DATABASES).
struct Show { std::string what; bool administration = false; };

enum class AdministrationKind : std::uint8_t { database, alias, user, role, privilege, server, graph_type, other };
enum class AdministrationVerb : std::uint8_t { create, alter, drop, start, stop, grant, deny, revoke, rename, other };
struct Administer {
  AdministrationVerb verb = AdministrationVerb::other;
  AdministrationKind kind = AdministrationKind::other;
  std::string object;
  bool if_exists = false;       ///< or IF NOT EXISTS
  bool or_replace = false;
  bool literal_password = false;
  bool dumps_data = false;      ///< DROP DATABASE ... DUMP DATA
};

/// The prefix `CYPHER 25`: which language the statement is in; 0 for what no server observed here speaks.
struct SelectLanguage { int language = 0; std::string written; };
/// USE, and the client's `:use`.
struct Use { std::string graph; bool by_client = false; };
/// A client's command that is no Cypher: `:param`, `:auto`, `schema await`. `:begin` and the like are TransactionControl.
struct ClientCommand { std::string command; };
/// A piece of the language that not every version has; `feature` is an id of the dialect's table of features.
struct UseFeature { std::string_view feature; };
/// Words that parse and mean nothing: every version that knows them refuses them. `status` is the GQL status (`42I25`).
struct RefusedWords { std::string_view status; std::string why; };

}  // namespace godwit::graph

namespace godwit::neo4j {
using Operations = OperationList<graph::Show, graph::Administer, graph::SelectLanguage, graph::Use,
                                 graph::ClientCommand, graph::UseFeature, graph::RefusedWords>;
}  // namespace godwit::neo4j
