#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/dialects/dialect.h>
#include <godwit/findings/problem.h>
#include <godwit/rules/page.h>

namespace godwit {

/// The comments of one migration that allow findings: `godwit: allow RULE, RULE: reason`, `godwit: allow-file`, and
/// those that squawk and eugene read. A comment belongs to the statement it stands in, the one that ends on its line,
/// or else the next one. Those of other tools need no reason, and are never a problem of ours.
class Suppressions {
 public:
  explicit Suppressions(const std::vector<RulePage>& rules) : rules_(rules) {}

  /// Takes in the comments of a script; nothing of `text` is kept. Scripts come in the order of their numbers.
  void read(std::uint32_t script, std::string_view text, const DialectText& language,
            const std::vector<CommentText>& comments);

  /// What a comment says of a rule.
  struct Allowed {
    std::string reason;
    std::uint32_t script = 0;
    Span span;  ///< in the script: the rule's name, or the whole comment
  };
  /// Why a finding of that rule in that statement is allowed, or nothing. To be asked once all scripts are read, as
  /// `allow-file` may stand in the last.
  [[nodiscard]] std::optional<Allowed> find(const RulePage& rule, std::uint32_t script, Span statement);

  struct Wrong {
    std::uint32_t script = 0;
    Problem problem;  ///< in the script's text: `any/unused-suppression` or `any/unknown-suppression`
  };
  /// What is wrong with the comments themselves, to be asked last. A name whose rules are all off is not called unused.
  [[nodiscard]] std::vector<Wrong> problems(const std::function<bool(const RulePage&)>& enabled) const;

  /// The names in the comments that are ids which rules had once.
  [[nodiscard]] std::vector<std::string_view> former_ids() const;

 private:
  /// One rule's name in one comment.
  struct Allowance {
    std::uint32_t script = 0;
    std::uint32_t anchor = 0;  ///< a place in the statement it belongs to
    std::string tool;          ///< `squawk/`, ...; empty: ours
    std::string rule;          ///< as written; of another tool, empty means all that it knows too
    std::string reason;
    Span span;
    bool used = false;

    [[nodiscard]] bool means(const RulePage& page) const;
  };
  struct Comment;

  void read_ours(const Comment& comment, std::string_view rest);
  void read_foreign(const Comment& comment, std::string_view tool, std::string_view names, bool whole_file);
  void add(const Comment& comment, std::string_view name, std::string_view reason, bool whole_file);
  void complain(const Comment& comment, std::string_view at, Message message, std::string help);

  const std::vector<RulePage>& rules_;
  std::vector<Allowance> of_statements_;  ///< ordered by script and anchor
  std::vector<Allowance> of_files_;
  std::vector<Wrong> problems_;
};

}  // namespace godwit
