#include <godwit/findings/problem.h>

#include <memory>
#include <utility>

namespace godwit {

Problem problem_in_text(Problem::Kind kind, Span span, Span statement, std::string message) {
  Problem out{{nullptr, span}, std::move(message)};
  out.kind = kind;
  out.statement = statement;
  return out;
}

Problem unreadable(std::string path, std::string why) {
  Problem out{{std::make_shared<const Buffer>(Buffer{std::move(path), {}}), {}}, std::move(why)};
  out.kind = Problem::Kind::unreadable;
  return out;
}

std::string_view rule_of(const Problem& problem) {
  if (!problem.rule.empty()) return problem.rule;
  switch (problem.kind) {
    case Problem::Kind::runner:
      return "any/runner-trap";
    case Problem::Kind::syntax_error:
      return "any/syntax-error";
    case Problem::Kind::not_understood:
      return "any/not-understood";
    case Problem::Kind::suppression:
    case Problem::Kind::unreadable:
    case Problem::Kind::configuration:
      return {};
  }
  return {};
}

std::string_view words(Problem::Kind kind) {
  switch (kind) {
    case Problem::Kind::runner:
      return "runner";
    case Problem::Kind::syntax_error:
      return "syntax-error";
    case Problem::Kind::not_understood:
      return "not-understood";
    case Problem::Kind::suppression:
      return "suppression";
    case Problem::Kind::unreadable:
      return "unreadable";
    case Problem::Kind::configuration:
      return "configuration";
  }
  return {};
}

}  // namespace godwit
