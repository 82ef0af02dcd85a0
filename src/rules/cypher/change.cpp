#include <godwit/rules/cypher/change.h>

#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/text/dialect_text.h>

namespace godwit::graph_change {
namespace {

constexpr std::uint64_t picked = 100;  // who takes fewer wants just these

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

const Operation* at(const RuleContext& context, std::uint32_t number) {
  const auto& all = context.statement().operations;
  return number < all.size() ? &all[number] : nullptr;
}

bool bare(const graph::PatternNode& node) {
  return node.labels.empty() && node.any_of.empty() && !node.dynamic_labels && node.tests.empty() && !node.bound;
}

/// A pattern that finds every node, or every relationship.
bool finds_everything(const graph::Pattern& pattern) {
  if (!std::all_of(pattern.nodes.begin(), pattern.nodes.end(), bare)) return false;
  if (pattern.relationships.empty()) return pattern.nodes.size() == 1;
  const graph::PatternRelationship& only = pattern.relationships.front();
  return pattern.relationships.size() == 1 && only.types.empty() && only.tests.empty() && !only.dynamic_types;
}

bool has(const graph::Pattern& pattern, const std::string& variable) {
  const auto is = [&](const auto& each) { return each.variable == variable; };
  return std::any_of(pattern.nodes.begin(), pattern.nodes.end(), is) ||
         std::any_of(pattern.relationships.begin(), pattern.relationships.end(), is);
}

/// A write that takes some rows of many, once.
bool is_limited(const Operation& operation, const RuleContext& context) {
  const graph::Clause* clause = clause_of(operation);
  if (!clause || !writes(operation) || operation.in_code || !clause->limit || *clause->limit < picked) return false;
  if (!in_one_transaction(*clause, context.statement()) || says(context, context.statement().span, "ORDER"))
    return false;
  graph::Clause whole = *clause;
  whole.limit.reset();
  return reach(whole, context.statement(), context.world()) != GraphReach::few;
}

/// The label of what a clause runs for each of.
std::string driver_of(const graph::Clause& clause, const RuleContext& context) {
  for (const std::uint32_t number : clause.rows) {
    const Operation* source = at(context, number);
    const auto* match = source ? source->as<graph::Match>() : nullptr;
    if (!match) continue;
    for (const graph::Pattern& pattern : match->patterns)
      for (const graph::PatternNode& node : pattern.nodes)
        if (!node.labels.empty() && reach(pattern, context.world()) != GraphReach::few)
          return ":" + node.labels.front();
  }
  return "";
}

bool from_file(const graph::Clause& clause, const RuleContext& context) {
  return std::any_of(clause.rows.begin(), clause.rows.end(), [&](std::uint32_t each) {
    const Operation* source = at(context, each);
    return source && source->as<graph::LoadCsv>();
  });
}

Unbatched how(const Operation& operation, const RuleContext& context) {
  const graph::Clause* clause = clause_of(operation);
  const auto* deleted = operation.as<graph::Delete>();
  if (deleted && deletes_everything(*deleted, operation, context)) return Unbatched::everything;
  if (!clause) return Unbatched::no;
  const Operation* batch = at(context, clause->batch);
  const auto* call = batch ? batch->as<graph::CallProcedure>() : nullptr;
  if (batch && (!call || call->name == "apoc.periodic.iterate")) return Unbatched::one_row;
  if (from_file(*clause, context)) return Unbatched::file;
  return deleted ? Unbatched::deleted : Unbatched::changed;
}

// ----------------------------------------------------------------------------------------------- the same in batches

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n;") - begin + 1);
}

struct Word {
  std::string_view text;
  bool of_another = false;  ///< a property, a label or a type
};

/// The words of a text outside strings and comments, names in backticks with them.
std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  std::string open;  // the brackets around, of which the innermost tells a map's value from a label
  char before = ' ';
  for (std::size_t i = 0; i < text.size();) {
    const Token next = language_of("cypher").token(text, i);
    const bool name = next.kind == Token::Kind::word || next.kind == Token::Kind::name;
    const bool of_label = before == ':' && !open.ends_with('{');
    if (name) out.push_back({text.substr(i, next.end - i), before == '.' || of_label || before == '&' || before == '|'});
    if (next.is_code()) before = text[next.end - 1];
    if (next.kind == Token::Kind::symbol && std::string_view("({[").find(before) != std::string_view::npos) open += before;
    if (next.kind == Token::Kind::symbol && std::string_view(")}]").find(before) != std::string_view::npos && !open.empty())
      open.pop_back();
    i = next.end;
  }
  return out;
}

bool contains(const std::vector<Word>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& each) { return !each.of_another && same_word(each.text, word); });
}

/// What the reading part brings under a name.
void add_brought(const Operation& operation, std::vector<std::string>& to) {
  if (const auto* match = operation.as<graph::Match>()) {
    for (const graph::Pattern& pattern : match->patterns) {
      for (const graph::PatternNode& node : pattern.nodes) to.push_back(node.variable);
      for (const graph::PatternRelationship& each : pattern.relationships) to.push_back(each.variable);
    }
  }
  if (const auto* unwind = operation.as<graph::Unwind>()) to.push_back(unwind->variable);
  if (const auto* file = operation.as<graph::LoadCsv>()) to.push_back(file->variable);
}

/// A statement cut between what it reads and what it writes.
struct Halves {
  std::string reads, writes;
  std::vector<std::string> brought;
  bool comes_twice = false;  ///< a node is deleted that is found on more than one path
};

/// Whether a CREATE can be a MERGE: a relationship without properties between what is there.
bool can_be_merged(const graph::Create& op) {
  if (op.patterns.size() != 1) return false;
  const graph::Pattern& pattern = op.patterns.front();
  const auto there = [](const graph::PatternNode& node) { return node.bound; };
  const auto plain = [](const graph::PatternRelationship& each) { return each.tests.empty(); };
  return pattern.relationships.size() == 1 && std::all_of(pattern.nodes.begin(), pattern.nodes.end(), there) &&
         std::all_of(pattern.relationships.begin(), pattern.relationships.end(), plain);
}

/// Whether an operation may stand in what is cut, where `wrote` says whether something before it has written.
bool can_be_cut(const Operation& operation, bool wrote) {
  const graph::Clause* clause = clause_of(operation);
  if (operation.in_code || (clause && clause->in_foreach) || operation.as<graph::CallProcedure>()) return false;
  if (const auto* create = operation.as<graph::Create>(); create && !can_be_merged(*create)) return false;
  if (const auto* set = operation.as<graph::Set>())
    if (std::any_of(set->changes.begin(), set->changes.end(), [](const graph::Change& each) { return each.grows; }))
      return false;
  return !wrote || writes(operation) || operation.as<graph::Return>();
}

bool deletes_node(const graph::Delete& op) {
  return std::any_of(op.deleted.begin(), op.deleted.end(),
                     [](const graph::Bound& each) { return each.entity == graph::Entity::node; });
}

std::size_t nodes_found(const Statement& statement) {
  std::size_t count = 0;
  for (const Operation& operation : statement.operations)
    if (const auto* match = operation.as<graph::Match>())
      for (const graph::Pattern& pattern : match->patterns) count += pattern.nodes.size();
  return count;
}

/// Each line two further to the right, unless a string goes over several.
std::string shifted(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Token next = language_of("cypher").token(text, i);
    const bool quoted = next.kind == Token::Kind::string || next.kind == Token::Kind::name;
    if (quoted && text.substr(i, next.end - i).find('\n') != std::string_view::npos) return std::string(text);
    i = next.end;
  }
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return out;
}

std::optional<Halves> cut(const RuleContext& context, Span whole) {
  Halves out;
  std::uint32_t first = whole.end, last = whole.end;
  bool made = false;
  for (const Operation& operation : context.statement().operations) {
    if (operation.span.begin < whole.begin || operation.span.end > whole.end || !clause_of(operation)) continue;
    if (!can_be_cut(operation, first != whole.end)) return std::nullopt;
    if (operation.as<graph::Return>()) last = operation.span.begin;
    made |= operation.as<graph::Create>() != nullptr;
    if (const auto* deleted = operation.as<graph::Delete>())
      out.comes_twice |= deletes_node(*deleted) && nodes_found(context.statement()) > 1;
    if (writes(operation)) first = std::min(first, operation.span.begin);
    if (first == whole.end) add_brought(operation, out.brought);
  }
  if (first == whole.end || first == whole.begin || says(context, whole, "COLLECT")) return std::nullopt;
  out.reads = trimmed(context.text({whole.begin, first}));
  out.writes = trimmed(context.text({first, last}));
  if (made && out.writes.size() > 6) out.writes.replace(0, 6, "MERGE");
  return out;
}

/// The names that both halves know, in the order in which the second says them.
std::string shared(const Halves& halves) {
  std::vector<Word> reads = words_of(halves.reads);
  std::vector<std::string> names = halves.brought;
  for (std::size_t i = 0; i + 1 < reads.size(); ++i)
    if (same_word(reads[i].text, "AS")) names.emplace_back(reads[i + 1].text);
  // Only what the last WITH lets through.
  for (std::size_t i = reads.size(); i-- > 0;)
    if (same_word(reads[i].text, "WITH") && !(i > 0 && same_word(reads[i - 1].text, "STARTS")) &&
        !(i > 0 && same_word(reads[i - 1].text, "ENDS"))) {
      reads.erase(reads.begin(), reads.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  std::string out;
  std::vector<std::string_view> said;
  for (const Word& word : words_of(halves.writes)) {
    const bool known = std::any_of(names.begin(), names.end(), [&](const std::string& each) {
      return !each.empty() && (each == word.text || language_of("cypher").quoted(each) == word.text);
    });
    const bool seen = std::find(said.begin(), said.end(), word.text) != said.end();
    const bool let_through =
        std::any_of(reads.begin(), reads.end(), [&](const Word& each) { return each.text == word.text; });
    if (word.of_another || !known || seen || !let_through) continue;
    said.push_back(word.text);
    out += (out.empty() ? "" : ", ") + std::string(word.text);
  }
  return out;
}

/// Takes a LIMIT at the end away: batches do all of it.
void drop_limit(std::string& reads) {
  const std::vector<Word> words = words_of(reads);
  if (words.size() < 2 || !same_word(words[words.size() - 2].text, "LIMIT")) return;
  reads.erase(static_cast<std::size_t>(words[words.size() - 2].text.data() - reads.data()));
  reads = trimmed(reads);
}

}  // namespace

const graph::Clause* clause_of(const Operation& operation) {
  return std::visit(
      []<class Op>(const Op& op) -> const graph::Clause* {
        if constexpr (requires {
                        { op.clause } -> std::convertible_to<const graph::Clause&>;
                      })
          return &op.clause;
        else
          return nullptr;
      },
      operation.what);
}

bool writes(const Operation& operation) {
  return operation.as<graph::Create>() || operation.as<graph::Merge>() || operation.as<graph::Set>() ||
         operation.as<graph::Remove>() || operation.as<graph::Delete>();
}

bool statement_writes(const RuleContext& context) {
  const auto& all = context.statement().operations;
  return std::any_of(all.begin(), all.end(), writes);
}

GraphReach driven_by(const graph::Clause& clause, const RuleContext& context) {
  const GraphReach own = reach(clause, context.statement(), context.world());
  const Operation* batch = at(context, clause.batch);
  const graph::Clause* outer = batch ? clause_of(*batch) : nullptr;
  return outer ? std::max(own, reach(*outer, context.statement(), context.world())) : own;
}

const Operation* source_of_rows(const graph::Clause& clause, const RuleContext& context) {
  for (const std::uint32_t each : clause.rows) {
    const Operation* source = at(context, each);
    if (source && (source->as<graph::LoadCsv>() || source->as<graph::Unwind>())) return source;
  }
  const Operation* batch = at(context, clause.batch);
  const graph::Clause* outer = batch ? clause_of(*batch) : nullptr;
  return outer ? source_of_rows(*outer, context) : nullptr;
}

bool says(const RuleContext& context, Span span, std::string_view word) {
  std::string_view text = context.text(span);
  const bool literal = !text.empty() && (text.front() == '\'' || text.front() == '"');  // a string that holds Cypher
  if (literal) text = text.substr(1, text.size() - 2);
  return contains(words_of(text), word);
}

bool deletes_everything(const graph::Delete& op, const Operation& operation, const RuleContext& context) {
  return std::any_of(op.deleted.begin(), op.deleted.end(), [&](const graph::Bound& each) {
    const Operation* from = at(context, each.from);
    const auto* match = from ? from->as<graph::Match>() : nullptr;
    if (!match || match->patterns.size() != 1 || !match->clause.rows.empty()) return false;
    const graph::Pattern& pattern = match->patterns.front();
    if (!has(pattern, each.variable) || !finds_everything(pattern)) return false;
    if (!pattern.relationships.empty() && each.entity == graph::Entity::node) return false;
    const bool between = std::any_of(&from[1], &operation, [](const Operation& other) {
      const auto* more = other.as<graph::Match>();
      return more && !more->optional;
    });
    const Span words{std::min(from->span.begin, operation.span.begin), std::max(from->span.end, operation.span.end)};
    const Operation* batch = at(context, op.clause.batch);
    const auto* call = batch ? batch->as<graph::CallProcedure>() : nullptr;
    const bool again = call && call->name == "apoc.periodic.commit";  // until nothing is left
    return !between && !says(context, words, "WHERE") && !says(context, words, "FILTER") &&
           (!op.clause.limited || again);
  });
}

Change unbatched(const RuleContext& context) {
  for (const Operation& operation : context.statement().operations)
    if (is_limited(operation, context)) return {Unbatched::limited, &operation, ""};
  for (const MemoryEffect& each : context.effects().memory) {
    const Operation* operation = at(context, each.operation);
    if (!each.grows || !operation) continue;
    const bool makes =
        operation->as<graph::Create>() || operation->as<graph::Merge>() || operation->as<graph::CallProcedure>();
    return {how(*operation, context), operation, makes ? driver_of(*clause_of(*operation), context) : each.what};
  }
  return {};
}

std::string all_of(const Change& change) {
  if (!change.what.empty()) return "every `" + change.what + "` that is found";
  const bool changes = change.operation->as<graph::Set>() || change.operation->as<graph::Remove>() ||
                       change.operation->as<graph::Delete>();
  return changes ? "every node that is found" : "every row";
}

std::string batches(const RuleContext& context, std::string_view variables, std::string_view body) {
  const std::string names(variables), inside = shifted(body);
  const std::string open =
      context.world().server.at_least(523) ? "CALL (" + names + ") {\n  " : "CALL {\n  WITH " + names + "\n  ";
  return open + inside + "\n} IN TRANSACTIONS OF 10000 ROWS;";
}

std::optional<std::string> in_batches(const RuleContext& context, Span whole) {
  for (const char* word : {"UNION", "CALL", "EXPLAIN", "PROFILE", "FOREACH", "USE"})
    if (says(context, whole, word)) return std::nullopt;
  auto halves = cut(context, whole);
  if (!halves) return std::nullopt;
  drop_limit(halves->reads);
  const std::string names = shared(*halves);
  if (names.empty()) return std::nullopt;
  // A node that is found twice is not there any more for the second batch.
  if (halves->comes_twice) halves->reads += "\nWITH DISTINCT " + names;
  return halves->reads + "\n" + batches(context, names, halves->writes);
}

Span tail_of(const graph::CallInTransactions& op, const Operation& operation) {
  return operation.in_code || op.tail.empty() ? operation.span : op.tail;
}

std::string in_batches_help(const RuleContext& context) {
  if (context.world().transaction.open == Known::no) return "do it in batches, each in a transaction of its own";
  return context.world().transaction.open == Known::yes
             ? "do it in batches, by itself and outside the migration's transaction, which refuses them"
             : "do it in batches, in a migration that the runner puts into no transaction";
}

std::string left_on(const RuleContext& context, const std::string& label, const std::string& property) {
  for (const GraphIndex& each : context.world().catalog.graph.indexes()) {
    const bool on = std::find(each.over.labels.begin(), each.over.labels.end(), label) != each.over.labels.end();
    const bool of = property.empty() || std::find(each.over.properties.begin(), each.over.properties.end(), property) !=
                                            each.over.properties.end();
    if (!on || !of || each.over.labels.empty()) continue;
    const std::string kind = each.owner.empty() ? "index" : "constraint";
    return ", and the " + kind + (each.name_made_up ? "" : " `" + each.name + "`") + " stays on `" +
           (property.empty() ? ":" + label : property) + "`";
  }
  return "";
}

static bool joins(const std::vector<graph::Pattern>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [](const graph::Pattern& each) { return !each.relationships.empty(); });
}

static bool locks_other_nodes(const Operation& operation) {
  if (operation.as<graph::Merge>()) return true;
  if (const auto* create = operation.as<graph::Create>()) return joins(create->patterns);
  const auto* deleted = operation.as<graph::Delete>();
  return deleted && (deleted->detach ||
                     std::any_of(deleted->deleted.begin(), deleted->deleted.end(),
                                 [](const graph::Bound& each) { return each.entity == graph::Entity::relationship; }));
}

const Operation* locks_others(const Operation& batches, const RuleContext& context) {
  const std::vector<Operation>& all = context.statement().operations;
  const auto number = static_cast<std::uint32_t>(&batches - all.data());
  const auto found = std::find_if(all.begin(), all.end(), [&](const Operation& each) {
    const graph::Clause* clause = clause_of(each);
    return clause && clause->batch == number && locks_other_nodes(each);
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace godwit::graph_change
